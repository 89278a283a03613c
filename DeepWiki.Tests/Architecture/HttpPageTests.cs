using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.Architecture;

/// <summary>docs/http.md lists every error as the table has it.</summary>
[Trait("Category", "Architecture")]
public sealed class HttpPageTests
{
    [Fact]
    public void Every_error_is_on_the_page_with_its_close_code_and_statuses()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "http.md"));

        var missing = Enum.GetValues<ErrorCode>().Select(ErrorTable.Row).Select(RowOf).Where(row => !page.Contains(row, StringComparison.Ordinal));

        Assert.Equal("", string.Join('\n', missing));
    }

    private static string RowOf(ErrorRow row) =>
        $"| `{row.Name}` | {row.CloseCode} | {row.RawHttpStatus} | {row.HttpStatus} | {(row.Retryable ? "yes" : "no")} |";
}
