using System.Text.RegularExpressions;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.AppHost;

/// <summary>docs/operations.md has a heading for each code that the host can say, and for no other.</summary>
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

    [GeneratedRegex(@"\bDW\d{4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
