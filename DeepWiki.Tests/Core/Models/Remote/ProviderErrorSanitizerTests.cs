using DeepWiki.Core.Models.Remote;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Unit")]
public sealed class ProviderErrorSanitizerTests
{
    [Theory]
    [InlineData("The model is overloaded. Please retry. ", "The model is overloaded.")]
    [InlineData("  two\r\n lines\u0000here ", "two lines here")]
    [InlineData("<html><body>Gateway</body></html>", "")]
    [InlineData("nginx said <HTML>", "")]
    [InlineData("see https://user:pass@host/path?key=1 for more", "see *** for more")]
    [InlineData("the key my-own-key is bad", "the key *** is bad")]
    [InlineData("the key MY-OWN-KEY is bad", "the key *** is bad")]
    [InlineData("token ghp_0123456789abcdef0123456789abcdef0123 leaked", "token *** leaked")]
    [InlineData("header eyJhbGciOiJIUzI1NiJ9 refused", "header *** refused")]
    [InlineData("Incorrect key sk-abcd***************wxyz here", "Incorrect key *** here")]
    [InlineData("model meta-llama/llama-3.1-8b-instruct is unknown", "model meta-llama/llama-3.1-8b-instruct is unknown")]
    [InlineData("request 1b4e28ba-2fa1-11d2-883f-0016d3cca427 failed", "request *** failed")]
    [InlineData("the key AbCdEfGh12345678IjKlMnOp is bad", "the key *** is bad")]
    [InlineData("cannot connect: Host=db;Username=u;Password=hunter2;Database=x", "cannot connect: Host=db;Username=u;Password=***;Database=x")]
    [InlineData("bad {\"api_key\":\"a b\",\"model\":\"m\"} sent", "bad {\"api_key\":***,\"model\":\"m\"} sent")]
    [InlineData("", "")]
    public void What_a_provider_says_is_made_fit_for_a_user(string said, string expected) =>
        Assert.Equal(expected, ProviderErrorSanitizer.Clean(said, new Secret("my-own-key")));

    [Fact]
    public void It_is_cut_at_300_characters_and_never_inside_one()
    {
        var cut = ProviderErrorSanitizer.Clean(string.Concat(Enumerable.Repeat("😀", 400)), null);

        Assert.InRange(cut.Length, 298, 300);
        Assert.EndsWith("😀…", cut, StringComparison.Ordinal);
    }
}
