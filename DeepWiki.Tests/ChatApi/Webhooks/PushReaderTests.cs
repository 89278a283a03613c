using System.Text;
using DeepWiki.ChatApi.Webhooks;
using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.ChatApi.Webhooks;

/// <summary>Of a delivery of any host branch and commit are read, and nothing else.</summary>
[Trait("Category", "Unit")]
public sealed class PushReaderTests
{
    private const string Commit = "4bf92f3577b34da6a3ce929d0e0e47364bf92f35";

    [Theory]
    [InlineData($$$"""{"ref":"refs/heads/main","after":"{{{Commit}}}","repository":{"clone_url":"https://elsewhere.example/x"}}""")]
    [InlineData($$"""{"ref":"refs/heads/main","commit":"{{Commit}}"}""")]
    [InlineData($$$$"""{"push":{"changes":[{"new":{"type":"branch","name":"main","target":{"hash":"{{{{Commit}}}}"}}}]}}""")]
    public void Each_form_gives_branch_and_commit(string body)
    {
        Assert.Equal(new Push("main", Commit), Assert.Single(PushReader.Read(Encoding.UTF8.GetBytes(body))));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ref":1,"after":2}""")]
    [InlineData($$"""{"ref":"refs/tags/v1","after":"{{Commit}}"}""")]
    [InlineData("""{"ref":"refs/heads/main","after":"0000000000000000000000000000000000000000"}""")]
    [InlineData($$"""{"ref":"refs/heads/../x","after":"{{Commit}}"}""")]
    [InlineData("""{"push":{"changes":[{"new":null},7,{"new":{"type":"tag","name":"v1"}}]}}""")]
    [InlineData("""{"push":[]}""")]
    public void What_is_no_push_to_a_branch_gives_none(string body)
    {
        Assert.Empty(PushReader.Read(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void What_is_no_json_is_refused()
    {
        Assert.Equal(ErrorCode.InvalidJson, Assert.Throws<DeepWikiException>(() => PushReader.Read("{"u8.ToArray())).Code);
    }
}
