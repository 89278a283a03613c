using System.Text.RegularExpressions;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.Architecture;

/// <summary>docs/http.md lists every error as the table has it, and every route.</summary>
[Trait("Category", "Architecture")]
public sealed partial class HttpPageTests
{
    [Fact]
    public void Every_error_is_on_the_page_with_its_close_code_and_statuses()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "http.md"));

        var missing = Enum.GetValues<ErrorCode>().Select(code => RowOf(code, ErrorTable.Row(code))).Where(row => !page.Contains(row, StringComparison.Ordinal));

        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public void Every_route_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "http.md"));

        var routes = SourceTree.Files("DeepWiki.ChatApi").SelectMany(file => Route().Matches(file.Text))
            .Select(match => $"| `{match.Groups["method"].Value.ToUpperInvariant()} {match.Groups["path"].Value}` |").ToList();

        Assert.Contains("| `GET /api/repositories/{id}/search` |", routes);
        Assert.All(routes, route => Assert.Contains(route, page));
    }

    private static string RowOf(ErrorCode code, ErrorRow row) =>
        $"| `{code.Name()}` | {row.CloseCode} | {row.RawHttpStatus} | {row.HttpStatus} | {(row.Retryable ? "yes" : "no")} |";

    [GeneratedRegex(@"\.Map(?<method>Get|Post|Put|Patch|Delete)\(""(?<path>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Route();
}
