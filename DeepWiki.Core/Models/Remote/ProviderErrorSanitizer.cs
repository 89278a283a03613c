using System.Buffers;
using System.Text.RegularExpressions;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Models.Remote;

/// <summary>Makes a provider's own words fit for a user: one line, no markup, nothing that could be a secret, at most 300 characters.</summary>
internal static partial class ProviderErrorSanitizer
{
    private const int MaxLength = 300;
    private const int MaxReadLength = 4_000;
    private const int LongRun = 16;
    private const string Redacted = "***";

    private static readonly SearchValues<char> HexAndDash = SearchValues.Create("0123456789abcdefABCDEF-");

    public static string Clean(string text, Secret? key)
    {
        text = text.Length > MaxReadLength ? text[..MaxReadLength] : text;
        if (text.TrimStart().StartsWith('<') || text.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        text = key is null ? text : text.Replace(key.Reveal(), Redacted, StringComparison.OrdinalIgnoreCase);
        text = Address().Replace(text, Redacted);
        text = LongWord().Replace(text, word => LooksSecret(word.ValueSpan) ? Redacted : word.Value);
        text = SecretRedactor.RedactValues(text);
        text = Spaces().Replace(text.Replace('<', ' ').Replace('>', ' '), " ").Trim();
        return FirstSentence(text);
    }

    private static string FirstSentence(string text)
    {
        var end = SentenceEnd().Match(text);
        text = end.Success ? text[..(end.Index + 1)] : text;
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var cut = char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..cut] + "…";
    }

    // Keys mix digits and letters in one long run or are hexadecimal, or begin as the keys of known services do; names of models come in short parts.
    private static bool LooksSecret(ReadOnlySpan<char> word) =>
        word.StartsWith("sk-", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("AIza", StringComparison.Ordinal)
        || word.StartsWith("gh", StringComparison.Ordinal)
        || word.StartsWith("glpat-", StringComparison.Ordinal)
        || word.StartsWith("xox", StringComparison.Ordinal)
        || word.StartsWith("AKIA", StringComparison.Ordinal)
        || word.StartsWith("eyJ", StringComparison.Ordinal)
        || word.Contains('*')
        || (word.Length >= 24 && word.ContainsAnyInRange('0', '9') && (word.ContainsAnyInRange('a', 'z') || word.ContainsAnyInRange('A', 'Z'))
            && (LongestRun(word) >= LongRun || !word.ContainsAnyExcept(HexAndDash)));

    private static int LongestRun(ReadOnlySpan<char> word)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in word)
        {
            run = char.IsAsciiLetterOrDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"[A-Za-z0-9_\-+/=*.]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongWord();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[.!?](?:\s|$)", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();
}
