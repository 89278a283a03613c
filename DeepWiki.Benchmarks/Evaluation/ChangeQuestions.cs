using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Turns a commit into a question: what it says it does, and the source files it changed. Commits about anything but source code, and
/// those of machines, give none.
/// </summary>
internal static partial class ChangeQuestions
{
    private const int MaxWords = 40;
    private const int MinContentWords = 4;
    private const int MaxTargets = 5;
    private const int MaxChanges = 25;

    /// <summary>The question of a commit, or null.</summary>
    /// <param name="commit">A commit after the snapshot.</param>
    /// <param name="indexed">Paths of the snapshot that are indexed.</param>
    public static Question? From(Commit commit, IReadOnlySet<string> indexed)
    {
        var targets = commit.Changes
            .Where(change => change.Status == 'M' && indexed.Contains(change.Path) && FileKinds.Classify(change.Path) == FileKind.Code)
            .Select(change => change.Path).ToList();
        if (targets.Count is 0 or > MaxTargets || commit.Changes.Count > MaxChanges || Robot().IsMatch(commit.Author))
        {
            return null;
        }

        var subject = commit.Message.Split('\n')[0].Trim();
        if (OtherType().IsMatch(subject) || OtherMatter().IsMatch(subject))
        {
            return null;
        }

        var text = Clean(subject, commit.Message);
        if (ContentWords.Count(text) < MinContentWords)
        {
            return null;
        }

        return new Question(targets.Any(target => Spells(text, target)) ? QuestionSet.Named : QuestionSet.Change, text, targets, commit.Id);
    }

    // The subject, and one sentence of the first paragraph of prose behind it.
    private static string Clean(string subject, string message)
    {
        var paragraphs = Fence().Replace(message, "").Split("\n\n").Skip(1).Select(paragraph => paragraph.Trim());
        var prose = paragraphs.FirstOrDefault(paragraph => paragraph.Length > 0 && !NoProse().IsMatch(paragraph)) ?? "";
        var sentence = SentenceEnd().Split(prose.ReplaceLineEndings(" "))[0];
        var text = $"{Strip(subject).TrimEnd('.', ' ')}. {Strip(sentence)}";
        return ContentWords.Cut(text.Trim().TrimEnd('.'), MaxWords);
    }

    private static string Strip(string text) => Noise().Replace(TypePrefix().Replace(text, ""), "").Replace("`", "", StringComparison.Ordinal).Trim();

    private static bool Spells(string text, string path)
    {
        var name = Path.GetFileName(path);
        var stem = Path.GetFileNameWithoutExtension(path);
        var isMultiWord = stem.Contains('_', StringComparison.Ordinal) || stem.Contains('-', StringComparison.Ordinal) || stem.Skip(1).Any(char.IsUpper);
        return text.Contains(name, StringComparison.OrdinalIgnoreCase)
            || (isMultiWord && Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(stem)}(?![\w-])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)));
    }

    [GeneratedRegex(
        @"\[bot\]|bot$|^(dependabot|renovate|github-actions|greenkeeper)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Robot();

    [GeneratedRegex(
        @"^(merge|revert|bump|release|prepare|version|changelog|fixup!|squash!|docs?\b|ci\b|tests?\b|style\b|build\b|deps\b|chore\b|lint\b|format\b|polish\b|"
            + @"upgrade to\b|update (to|dep|version)|next development|start building)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OtherType();

    [GeneratedRegex(
        @"\b(typos?|spelling|changelog|readme|javadocs?|documentation|docs?|dependenc(y|ies)|whitespace|formatting|lint(er|ing)?|copyright|licen[cs]e|release "
            + @"notes?|unit tests?|tests?|benchmarks?|ci)\b|\bv?\d+\.\d+(\.\d+)?\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OtherMatter();

    [GeneratedRegex(@"^\s*(\w+(\([^)]*\))?!?:\s+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TypePrefix();

    [GeneratedRegex(
        @"\(?(\b(close[sd]?|fix(e[sd])?|resolve[sd]?|see):?\s*)?(#|\bgh-)\d+\)?|https?://\S+|\[[^\]]*\]\([^)]*\)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Noise();

    [GeneratedRegex(
        @"^([*\-+•>|]|\d+[.)]\s|(closes|fixes|see|refs?|resolves|signed-off-by|co-authored-by|this reverts|commit "
            + @"[0-9a-f]{7}|author|[A-Z][\w-]+-by|change-id)\b:?\s)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex NoProse();

    [GeneratedRegex(@"(?<=[.!?])\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"```.*?(```|$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();
}
