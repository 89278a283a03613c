using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Secrets that a client sends along with a wiki, which must not be kept.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class WikiSecrecyTests(LegacyStack stack)
{
    private const string Canary = "ghp_canary0123456789canary0123456789abcd";

    [Fact]
    public async Task A_token_is_in_no_row_no_log_no_span_and_no_answer()
    {
        await using var server = await stack.StartAsync(
            ("Logging:LogLevel:Default", "Trace"), ("DEEPWIKI_AUTH_MODE", "1"), ("DEEPWIKI_AUTH_CODE", "code-canary-0123456789"));
        using var spans = new SpanRecorder();
        var wiki = new SavedPages
        {
            Owner = "secret",
            Token = Canary,
            Content = $"see https://{Canary}@github.com/a/b",
            Url = $"https://x:{Canary}@github.com/secret/runner?t={Canary}",
        };

        var save = await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson(), ("traceparent", spans.TraceParent));
        var found = await server.GetAsync(wiki.Path, ("traceparent", spans.TraceParent));
        await server.DeleteAsync((wiki with { Owner = "other" }).Path + "&authorization_code=code-canary-0123456789", ("traceparent", spans.TraceParent));
        await server.PostJsonAsync("/auth/validate", """{"code":"code-canary-0123456789"}""", ("traceparent", spans.TraceParent));

        Assert.Equal(200, save.Status);
        Assert.Equal(
            (wiki with { Content = $"see https://{new string('*', Canary.Length)}@github.com/a/b", Url = "https://github.com/secret/runner" }).ToAnswer(),
            found.Body);
        var seen = string.Join('\n', server.Log.Entries.Select(entry => entry.Text)) + spans.Text() + save.Body;
        Assert.NotEmpty(server.Log.Entries);
        Assert.DoesNotContain("canary", seen, StringComparison.OrdinalIgnoreCase);
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes("canary"));
        Assert.Equal(0, await stack.Database.ScalarAsync<long>($"select count(*) from saved_wikis w where w::text like '%canary%' or w::text like '%{hex}%'"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"id\"")]
    [InlineData("\"generated_pages\"")]
    [InlineData("\"},{\\\"id1234\"")]
    public async Task What_is_hardly_a_token_harms_no_wiki(string token)
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "harmless", Token = "TOKEN" };

        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson().Replace("\"TOKEN\"", token, StringComparison.Ordinal));

        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
    }

    [Fact]
    public async Task A_faulty_token_is_not_repeated()
    {
        await using var server = await stack.StartAsync();
        var body = new SavedPages { Token = Canary }.ToJson().Replace($"\"{Canary}\"", $"[\"{Canary}\"]", StringComparison.Ordinal);

        var reply = await server.PostJsonAsync("/api/wiki_cache", body);

        Assert.Equal((422, """{"detail":[{"type":"string_type","loc":["body","repo","token"],"msg":"Input should be a valid """
            + """string"}]}"""), (reply.Status, reply.Body));
    }
}
