using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>Every relative link of README.md and the pages below docs leads to a file and, where it names one, to a heading of it.</summary>
[Trait("Category", "Architecture")]
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken =
            from page in Pages()
            from Match match in Link().Matches(Prose(File.ReadAllText(page)))
            let target = match.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !Exists(page, target)
            select $"{Path.GetRelativePath(SourceTree.Root, page)}: {target}";

        Assert.Equal("", string.Join('\n', broken));
    }

    [Fact]
    public void A_decision_is_under_sixty_lines_and_found_from_the_index_of_the_pages()
    {
        var architecture = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));

        var faults = Pages().Where(page => Path.GetFileName(Path.GetDirectoryName(page)) == "decisions")
            .Where(page => File.ReadLines(page).Count() >= 60 || !architecture.Contains($"(decisions/{Path.GetFileName(page)})", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(SourceTree.Root, page));

        Assert.Empty(faults);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(SourceTree.Root, "README.md"))
            .Order(StringComparer.Ordinal);

    // A link inside code is an example of one.
    private static string Prose(string text) => Code().Replace(text, "");

    private static bool Exists(string page, string target)
    {
        var parts = Uri.UnescapeDataString(target).Split('#', 2);
        var path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page) ?? SourceTree.Root, parts[0]);
        return parts.Length == 1
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && File.ReadLines(path).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1], StringComparer.Ordinal);
    }

    // As hosts make it: "## Keys and addresses" becomes keys-and-addresses.
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Code();
}
