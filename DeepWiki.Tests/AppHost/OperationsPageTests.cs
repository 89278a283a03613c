using System.Text.RegularExpressions;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.AppHost;

/// <summary>docs/operations.md has a heading for each code that the host can say, and for no other, and log texts as the services write them.</summary>
[Trait("Category", "Unit")]
public sealed partial class OperationsPageTests
{
    [Fact]
    public void Every_code_has_its_heading()
    {
        var source = SourceTree.Files("DeepWiki.AppHost").Single(file => Path.GetFileName(file.Path) == "StoreException.cs").Text;
        var page = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "operations.md"));

        var said = Code().Matches(source).Select(match => match.Value).Distinct().Order();
        var documented = page.Where(line => line.StartsWith("### DW1", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

        Assert.Equal(said, documented);
    }

    [Fact]
    public void Every_log_text_is_one_that_a_service_writes()
    {
        var messages = new[] { "DeepWiki.Core", "DeepWiki.ChatApi", "DeepWiki.Indexer" }
            .SelectMany(SourceTree.Files)
            .SelectMany(file => Message().Matches(file.Text).Select(match => match.Value))
            .ToList();
        var texts = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "operations.md"))
            .SkipWhile(line => line != "### Logs")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => match.Groups["text"].Value))
            .ToList();

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => !messages.Exists(message => Parts(text).All(part => message.Contains(part, StringComparison.Ordinal))));
    }

    // An ellipsis stands for a value.
    private static string[] Parts(string text) => text.Split('…', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"Message = ""[^""]+", RegexOptions.NonBacktracking)]
    private static partial Regex Message();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bDW\d{4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
