using System.Globalization;
using System.Text;

namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// The part of Unicode's compatibility forms (NFKC) that source text uses: full-width ASCII, half-width and decomposed kana, ligatures, and Latin
/// letters without their marks. Written out here because <c>string.Normalize</c> does nothing in the invariant globalization mode and terms,
/// which are stored, must be equal on every machine.
/// </summary>
internal static class UnicodeNormalization
{
    /// <summary>Most characters one code point becomes.</summary>
    public const int MaxLength = 3;

    private const int LatinStart = 0xC0;
    private const int LatinAdditionalStart = 0x1E00;
    private const int HalfWidthKanaStart = 0xFF66;
    private const int LigaturesStart = 0xFB00;
    private const char Voiced = '\u3099';
    private const char SemiVoiced = '\u309A';

    // The letter below the mark for U+00C0..U+024F; a dot where there is none.
    private const string Latin =
        "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
        + "AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl."
        + "...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz."
        + "................................Oo.............Uu..............."
        + ".............AaIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa...."
        + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......AaEeOoOoOoOoYy............"
        + "................";

    // The same for U+1E00..U+1EFF.
    private const string LatinAdditional =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
        + "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
        + "WwWwWwWwWwXxXxYyZzZzZzhtwy.s....AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
        + "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......";

    private const string HalfWidthKana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    // Each is followed by its voiced form in Unicode, except the two U.
    private const string Voiceable = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    private const string SemiVoiceable = "はひふへほハヒフヘホ";

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>
    /// Reads one code point at <paramref name="index"/>, moves past it and the marks that melt into it, and writes what it stands for.
    /// A lone surrogate gives U+FFFD, which belongs to no word.
    /// </summary>
    public static int Read(ReadOnlySpan<char> text, ref int index, Span<char> folded)
    {
        var c = text[index];
        if (char.IsSurrogate(c))
        {
            Rune.DecodeFromUtf16(text[index..], out var rune, out var length);
            index += length;
            return rune.EncodeToUtf16(folded);
        }

        index++;
        if (c is >= (char)LigaturesStart and < (char)(LigaturesStart + 7))
        {
            var letters = Ligatures[c - LigaturesStart];
            letters.CopyTo(folded);
            return letters.Length;
        }

        folded[0] = Melt(Fold(c), text, ref index);
        return 1;
    }

    private static char Fold(char c) => c switch
    {
        < (char)LatinStart => c,
        < (char)(LatinStart + 400) => Base(Latin[c - LatinStart], c),
        < (char)LatinAdditionalStart => c,
        < (char)(LatinAdditionalStart + 256) => Base(LatinAdditional[c - LatinAdditionalStart], c),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        >= (char)HalfWidthKanaStart and <= '\uFF9D' => HalfWidthKana[c - HalfWidthKanaStart],
        _ => c,
    };

    private static char Base(char letter, char original) => letter == '.' ? original : letter;

    private static char Melt(char c, ReadOnlySpan<char> text, ref int index)
    {
        if (index == text.Length || text[index] < '\u0300')
        {
            return c;
        }

        if (c < 0x250)
        {
            while (index < text.Length && CharUnicodeInfo.GetUnicodeCategory(text[index]) == UnicodeCategory.NonSpacingMark)
            {
                index++;
            }

            return c;
        }

        var joined = Voice(c, text[index]);
        index += joined == c ? 0 : 1;
        return joined;
    }

    private static char Voice(char kana, char mark) => mark switch
    {
        Voiced or '\uFF9E' when kana is 'う' => 'ゔ',
        Voiced or '\uFF9E' when kana is 'ウ' => 'ヴ',
        Voiced or '\uFF9E' when Voiceable.Contains(kana) => (char)(kana + 1),
        SemiVoiced or '\uFF9F' when SemiVoiceable.Contains(kana) => (char)(kana + 2),
        _ => kana,
    };
}
