using System.Globalization;
using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Citations;

/// <summary>Finds what earlier answers cited and named.</summary>
internal static partial class CitedLines
{
    private const int MaxLines = 200;
    private const int MaxMatches = 1_000;
    private const int MaxNames = 4;
    private const int MaxTried = 100;
    private const int MaxCharacters = 64 * 1024;
    private const int MaxNameLength = 60;

    /// <summary>The lines that answers cite, in their order, each once.</summary>
    public static IReadOnlyList<LineRange> In(IEnumerable<string> answers) =>
        [
            .. answers
                .SelectMany(answer => Citation().Matches(answer).Take(MaxMatches))
                .Select(match => new LineRange(
                    match.Groups["path"].Value.Replace("\\", "", StringComparison.Ordinal), Number(match, "start"), Number(match, "end")))
                .Distinct()
                .Take(MaxLines),
        ];

    /// <summary>The names an answer speaks of most and the topic does not: what to look at next.</summary>
    public static IReadOnlyList<string> NamesIn(string answer, string topic) =>
    [
        .. InlineCode().Matches(Beginning(answer))
            .Select(match => match.Groups["name"].Value)
            .Where(name => name.Length <= MaxNameLength)
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key)
            .Take(MaxTried)
            .Where(name => !Beginning(topic).Contains(name, StringComparison.OrdinalIgnoreCase))
            .Take(MaxNames),
    ];

    // Answers come back from the client, and may have any length.
    private static string Beginning(string text) => text.Length <= MaxCharacters ? text : text[..MaxCharacters];

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // [src/a.cs:12-14](https://…
    [GeneratedRegex(
        @"\[(?<path>[^\[\]\p{Cc}]{1,500}):(?<start>[0-9]{1,7})-(?<end>[0-9]{1,7})\]\(",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();

    // `JobRunner.ShouldRetry`
    [GeneratedRegex(@"`(?<name>[A-Za-z_][A-Za-z0-9_.:]*)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InlineCode();
}
