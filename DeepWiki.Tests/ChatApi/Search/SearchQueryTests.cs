using DeepWiki.ChatApi.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Retrieval.Fusion;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DeepWiki.Tests.ChatApi.Search;

[Trait("Category", "Unit")]
public sealed class SearchQueryTests
{
    [Fact]
    public void A_question_alone_is_searched_everywhere_in_all_lists_for_ten_files()
    {
        Assert.Equal(new SearchQuery("Who claims jobs?", RetrievalMode.Hybrid, null, 10), Parse("?q=Who%20claims%20jobs%3F&unknown=1"));
    }

    [Theory]
    [InlineData("hybrid", RetrievalMode.Hybrid)]
    [InlineData("text", RetrievalMode.Text)]
    [InlineData("vector", RetrievalMode.Vector)]
    [InlineData("symbol", RetrievalMode.Symbol)]
    public void Every_mode_has_its_name(string name, RetrievalMode mode)
    {
        Assert.Equal(mode, Parse("?q=a&mode=" + name).Mode);
    }

    [Theory]
    [InlineData("src", "src")]
    [InlineData("src/", "src")]
    [InlineData("src/**/*.cs", "src/**/*.cs")]
    [InlineData("*.md", "*.md")]
    public void A_path_is_a_folder_a_file_or_a_pattern(string given, string path)
    {
        Assert.Equal(path, Parse("?q=a&limit=50&path=" + Uri.EscapeDataString(given)).Path);
    }

    [Theory]
    [InlineData("", "/q")]
    [InlineData("?q=", "/q")]
    [InlineData("?q=%20%09", "/q")]
    [InlineData("?q=a&q=b", "/q")]
    [InlineData("?q=a&mode=", "/mode")]
    [InlineData("?q=a&mode=HYBRID", "/mode")]
    [InlineData("?q=a&mode=fuzzy", "/mode")]
    [InlineData("?q=a&mode=text&mode=vector", "/mode")]
    [InlineData("?q=a&path=", "/path")]
    [InlineData("?q=a&path=/", "/path")]
    [InlineData("?q=a&path=/etc", "/path")]
    [InlineData("?q=a&path=../x", "/path")]
    [InlineData("?q=a&path=a%00", "/path")]
    [InlineData("?q=a&path=a&path=b", "/path")]
    [InlineData("?q=a&limit=0", "/limit")]
    [InlineData("?q=a&limit=51", "/limit")]
    [InlineData("?q=a&limit=-1", "/limit")]
    [InlineData("?q=a&limit=ten", "/limit")]
    [InlineData("?q=a&limit=", "/limit")]
    [InlineData("?mode=x&limit=x&path=..", "/q", "/mode", "/path", "/limit")]
    public void Every_fault_is_named_with_its_field(string query, params string[] pointers)
    {
        var error = Assert.Throws<DeepWikiException>(() => Parse(query));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal(pointers, error.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void What_is_too_long_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<DeepWikiException>(() => Parse($"?q={new string('q', 2001)}&path={new string('p', 513)}"));

        Assert.Equal(["/q", "/path"], error.Faults.Select(fault => fault.Pointer));
        Assert.DoesNotContain("qqq", error.Message);
        Assert.DoesNotContain("ppp", error.Message);
        Assert.Equal(2000, Parse($"?q={new string('q', 2000)}&path={new string('p', 512)}").Text.Length);
    }

    private static SearchQuery Parse(string query) => SearchQuery.Parse(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
