using System.Globalization;
using System.Text;

namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// Turns text into terms: chunks, paths, symbols, queries and the local embedding all use this one. <c>HTTPClientFactory</c> gives
/// <c>httpclientfactory http client factory</c>, the parts stemmed; scripts without spaces give overlapping pairs of characters.
/// Terms are stored, so every change of what comes out raises <see cref="Version"/>.
/// </summary>
public static class Tokenizer
{
    public const int Version = 1;

    /// <summary>Most characters of a term.</summary>
    internal const int MaxTermLength = 64;

    private const int MaxRun = 128;
    private const int MaxWholeLength = 40;

    private static readonly TermPool Pool = new();

    private enum Kind
    {
        Other,
        Small,
        Capital,
        Digit,
        Underscore,
        Pair,
    }

    /// <summary>Appends the terms of <paramref name="text"/> in order, repeated as often as they occur.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, List<string> terms)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (c >= 0x80)
            {
                i = TokenizeFolded(text, i, terms);
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                var end = EndOfAsciiWord(text, i + 1);
                // A letter or mark outside ASCII may belong to the same word.
                i = end < text.Length && text[end] >= 0x80 ? TokenizeFolded(text, i, terms) : AppendRun(text[i..end], end, terms);
            }
            else if (char.IsAsciiDigit(c))
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                i = AppendRun(text[i..end], end, terms);
            }
            else
            {
                i++;
            }
        }
    }

    public static IReadOnlyList<string> Terms(string text)
    {
        var terms = new List<string>();
        Tokenize(text, terms);
        return terms;
    }

    /// <summary>The distinct terms of a query in order of first sight, at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<string> DistinctTerms(string query, int most = 64) => [.. Terms(query).Distinct(StringComparer.Ordinal).Take(most)];

    private static int EndOfAsciiWord(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }

    /// <summary>One run beginning at <paramref name="start"/>, read code point by code point; returns where it ends.</summary>
    private static int TokenizeFolded(ReadOnlySpan<char> text, int start, List<string> terms)
    {
        Span<char> folded = stackalloc char[UnicodeNormalization.MaxLength];
        Span<char> run = stackalloc char[MaxRun + UnicodeNormalization.MaxLength];
        var length = 0;
        var i = start;
        var onlyDigits = false;
        while (i < text.Length)
        {
            var next = i;
            var letters = folded[..UnicodeNormalization.Read(text, ref next, folded)];
            var kind = KindOf(letters);
            if (kind == Kind.Pair && length == 0)
            {
                return AppendPairs(text, i, terms);
            }

            if (kind is Kind.Other or Kind.Pair || (onlyDigits && kind != Kind.Digit))
            {
                break;
            }

            onlyDigits |= length == 0 && kind == Kind.Digit;
            if (length <= MaxRun)
            {
                letters.CopyTo(run[length..]);
                length += letters.Length;
            }

            i = next;
        }

        // Nothing read means that the character belongs to no word: step over it, both halves of a pair.
        return length > 0
            ? AppendRun(run[..length], i, terms)
            : i + (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1);
    }

    /// <summary>A run of Han, kana, Hangul or Thai: overlapping pairs, and a run of one gives itself.</summary>
    private static int AppendPairs(ReadOnlySpan<char> text, int start, List<string> terms)
    {
        Span<char> folded = stackalloc char[UnicodeNormalization.MaxLength];
        Span<char> pair = stackalloc char[2 * UnicodeNormalization.MaxLength];
        var previous = 0;
        var count = 0;
        var i = start;
        while (i < text.Length)
        {
            var next = i;
            var letters = folded[..UnicodeNormalization.Read(text, ref next, folded)];
            if (KindOf(letters) != Kind.Pair)
            {
                break;
            }

            letters.CopyTo(pair[previous..]);
            if (count > 0)
            {
                terms.Add(Pool.Intern(pair[..(previous + letters.Length)]));
            }

            letters.CopyTo(pair);
            previous = letters.Length;
            count++;
            i = next;
        }

        if (count == 1)
        {
            terms.Add(Pool.Intern(pair[..previous]));
        }

        return i;
    }

    private static int AppendRun(ReadOnlySpan<char> run, int end, List<string> terms)
    {
        if (run.Length > MaxRun)
        {
            return end; // A hash or base64.
        }

        var first = NextPart(run, 0);
        if (first.Start == run.Length)
        {
            return end; // Underscores alone.
        }

        if (NextPart(run, first.End).Start < run.Length)
        {
            AppendWhole(run.Trim('_'), terms);
        }

        for (var part = first; part.Start < run.Length; part = NextPart(run, part.End))
        {
            AppendPart(run[part.Start..part.End], terms);
        }

        return end;
    }

    private static void AppendWhole(ReadOnlySpan<char> whole, List<string> terms)
    {
        if (whole.Length <= MaxWholeLength)
        {
            Span<char> lower = stackalloc char[MaxWholeLength];
            terms.Add(Pool.Intern(lower[..whole.ToLowerInvariant(lower)]));
        }
    }

    private static void AppendPart(ReadOnlySpan<char> part, List<string> terms)
    {
        if (part.Length is < 2 or > MaxTermLength)
        {
            return;
        }

        Span<char> lower = stackalloc char[MaxTermLength];
        lower = lower[..part.ToLowerInvariant(lower)];
        if (!Ascii.IsValid(lower))
        {
            terms.Add(Pool.Intern(lower));
        }
        else if (!StopWords.Contains(lower))
        {
            terms.Add(Pool.Intern(lower[..Stemmer.Stem(lower)]));
        }
    }

    /// <summary>The first part at or after <paramref name="from"/>: capitals before a capitalised word, a word, capitals, or digits.</summary>
    private static (int Start, int End) NextPart(ReadOnlySpan<char> run, int from)
    {
        while (from < run.Length && run[from] == '_')
        {
            from++;
        }

        if (from == run.Length)
        {
            return (from, from);
        }

        var kind = KindOf(run[from]);
        var end = EndOf(run, from, kind);
        if (kind == Kind.Capital && end < run.Length && KindOf(run[end]) == Kind.Small)
        {
            // "HTTPClient": the last capital begins the next word. "Client": it begins this one.
            end = end - from > 1 ? end - 1 : EndOf(run, end, Kind.Small);
        }

        return (from, end);
    }

    private static int EndOf(ReadOnlySpan<char> run, int from, Kind kind)
    {
        while (from < run.Length && KindOf(run[from]) == kind)
        {
            from++;
        }

        return from;
    }

    private static Kind KindOf(ReadOnlySpan<char> letters)
    {
        if (!char.IsSurrogate(letters[0]))
        {
            return KindOf(letters[0]);
        }

        Rune.DecodeFromUtf16(letters, out var rune, out _);
        return IsIdeograph(rune.Value) ? Kind.Pair : Rune.IsLetter(rune) ? Kind.Small : Kind.Other;
    }

    private static Kind KindOf(char c)
    {
        if (c < 0x80)
        {
            return char.IsAsciiLetterLower(c) ? Kind.Small
                : char.IsAsciiLetterUpper(c) ? Kind.Capital
                : char.IsAsciiDigit(c) ? Kind.Digit
                : c == '_' ? Kind.Underscore : Kind.Other;
        }

        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => Kind.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Kind.Capital,
            UnicodeCategory.Surrogate or UnicodeCategory.LowercaseLetter => Kind.Small,
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark =>
                IsUnspaced(c) ? Kind.Pair : Kind.Small,
            _ => Kind.Other,
        };
    }

    /// <summary>True when a term is a pair of letters of a script without spaces, and so need not be a word.</summary>
    public static bool IsPair(string term) => term.Length > 0 && (IsUnspaced(term[0]) || char.IsSurrogate(term[0]));

    /// <summary>Scripts written without spaces between words: Thai, Hangul, kana, Han.</summary>
    private static bool IsUnspaced(char c) => c switch
    {
        < '\u0E00' => false,
        <= '\u0E7F' => true,
        >= '\u1100' and <= '\u11FF' => true,
        >= '\u3005' and <= '\u3007' => true,
        >= '\u3041' and <= '\u31FF' => true,
        >= '\u3400' and <= '\u9FFF' => true,
        >= '\uA960' and <= '\uA97F' => true,
        >= '\uAC00' and <= '\uD7FF' => true,
        >= '\uF900' and <= '\uFAFF' => true,
        _ => false,
    };

    private static bool IsIdeograph(int codePoint) => codePoint is >= 0x20000 and <= 0x3FFFF;
}
