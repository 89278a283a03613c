using System.Text.RegularExpressions;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Words of prose.</summary>
internal static partial class ContentWords
{
    /// <summary>Counts the different words of a text, stop words left out.</summary>
    public static int Count(string text) =>
        Words().Matches(text).Select(word => word.Value.ToLowerInvariant()).Where(word => !StopWords.Contains(word)).Distinct(StringComparer.Ordinal).Count();

    /// <summary>At most so many words, with what stands between them.</summary>
    public static string Cut(string text, int most)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take(most));
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_']+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Words();
}
