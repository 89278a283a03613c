using System.Security.Cryptography;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Tests.Core.Caching;

[Trait("Category", "Unit")]
public sealed class SealedCredentialStoreTests
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void A_sealed_token_opens_for_its_own_job()
    {
        var text = SealedCredentialStore.Seal(7, new Secret("ghp_example"), key);

        Assert.Equal("ghp_example", SealedCredentialStore.Open(7, text, key)?.Reveal());
    }

    [Fact]
    public void A_sealed_token_does_not_open_for_another_job_or_under_another_key()
    {
        var text = SealedCredentialStore.Seal(7, new Secret("ghp_example"), key);

        Assert.Null(SealedCredentialStore.Open(8, text, key));
        Assert.Null(SealedCredentialStore.Open(7, text, RandomNumberGenerator.GetBytes(32)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Noise_is_as_good_as_nothing(string text)
    {
        Assert.Null(SealedCredentialStore.Open(7, text, key));
    }

    [Fact]
    public void The_sealed_text_does_not_show_the_token()
    {
        var text = SealedCredentialStore.Seal(7, new Secret("ghp_example"), key);

        Assert.DoesNotContain("ghp_example", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text)), StringComparison.Ordinal);
    }
}
