using System.Text.RegularExpressions;
using DeepWiki.Benchmarks.Corpus;

namespace DeepWiki.Tests.Evaluation;

/// <summary>Questions that follow from a generated corpus: nobody has to judge which files answer them.</summary>
internal static partial class GeneratedQuestions
{
    private const int MaxTargets = 3;

    /// <summary>Asks for what a comment says; right are the files that say it.</summary>
    public static IReadOnlyList<FixedQuestion> Comments(IReadOnlyList<CorpusFile> files, int most) =>
        Derive(files, most, Comment(), sentence => $"Which code does this: {char.ToLowerInvariant(sentence[0])}{sentence[1..].TrimEnd('.')}?");

    /// <summary>Asks where a method is; right are the files that declare it.</summary>
    public static IReadOnlyList<FixedQuestion> Names(IReadOnlyList<CorpusFile> files, int most) =>
        Derive(files, most, Declaration(), name => $"Where is {name} declared?");

    // One question a file, about what the fewest other files have.
    private static List<FixedQuestion> Derive(IReadOnlyList<CorpusFile> files, int most, Regex pattern, Func<string, string> ask)
    {
        var code = files.Where(file => !file.Path.EndsWith(".md", StringComparison.Ordinal) && !file.Path.EndsWith(".yml", StringComparison.Ordinal)).ToList();
        var owners = code
            .SelectMany(file => Found(pattern, file.Text).Select(text => (Text: text, file.Path)))
            .ToLookup(pair => pair.Text, pair => pair.Path, StringComparer.Ordinal);
        var step = Math.Max(1, code.Count / most);
        return
        [
            .. code.Where((_, place) => place % step == 0)
                .Select(file => Found(pattern, file.Text).OrderBy(text => owners[text].Count()).ThenBy(text => text, StringComparer.Ordinal).FirstOrDefault())
                .Where(text => text is not null && owners[text].Count() <= MaxTargets)
                .Select(text => new FixedQuestion(ask(text!), [.. owners[text!]])) // Filtered just now.
                .Take(most),
        ];
    }

    private static IEnumerable<string> Found(Regex pattern, string text) =>
        pattern.Matches(text).Select(match => match.Groups["what"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""(/// <summary>|^\s*// """
        + """|\"\"\")(?<what>[A-Z][^<"\n]{20,})(</summary>|\"\"\"|$)""", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"(^    public \w+ |^func \(self \*\w+\) |^    def )(?<what>\w{12,})\(",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
