using DeepWiki.Core.Secrets;

namespace DeepWiki.Tests.Core.Secrets;

[Trait("Category", "Unit")]
public sealed class SecretRedactorTests
{
    // Put together here, so that no scanner takes this file for a leak.
    private const string Letters = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3A";

    [Theory]
    [InlineData("ghp" + "_", 36)]
    [InlineData("github" + "_pat_", 40)]
    [InlineData("glpat" + "-", 20)]
    [InlineData("sk" + "-", 40)]
    [InlineData("xoxb" + "-", 24)]
    [InlineData("AIza", 35)]
    public void A_key_is_hidden_and_its_length_stays(string prefix, int length)
    {
        var text = $"token = \"{prefix}{Letters[..length]}\";\nnext";

        var masked = SecretRedactor.RedactKeys(text, out var hidden);

        Assert.Equal($"token = \"{prefix}{new string('*', length)}\";\nnext", masked);
        Assert.Equal(1, hidden);
    }

    [Theory]
    [InlineData("the task-force-with-a-long-name-2-of-3 and desk-lamps-and-other-words-1")]
    [InlineData("sk-some-long-class-name-of-a-style-sheet")]
    [InlineData("ghp_short1")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    [InlineData("if (text.StartsWith(\"-----BEGIN RSA PRIVATE KEY-----\")) { Parse(text); } // and a lot more of the file behind it")]
    [InlineData("")]
    public void What_is_no_key_stays_the_same_text(string text)
    {
        Assert.Same(text, SecretRedactor.RedactKeys(text, out var hidden));
        Assert.Equal(0, hidden);
    }

    [Fact]
    public void The_body_of_a_private_key_is_hidden_line_by_line()
    {
        var key = Letters + "\r\n" + Letters;
        var text = "a\n-----BEGIN RSA " + "PRIVATE KEY-----\n" + key + "\n-----END RSA PRIVATE KEY-----\nb " + "AKIA" + Letters.ToUpperInvariant()[..16];

        var masked = SecretRedactor.RedactKeys(text, out var hidden);

        var stars = new string('*', Letters.Length);
        Assert.Equal($"a\n-----BEGIN RSA PRIVATE KEY-----\n{stars}\r\n{stars}\n-----END RSA PRIVATE KEY-----\nb AKIA" + new string('*', 16), masked);
        Assert.Equal(2, hidden);
    }

    [Theory]
    [InlineData("fetching https://me:word@host/x failed", "fetching https://***@host/x failed")]
    [InlineData("Authorization: Bearer abcdefgh12345", "Authorization: Bearer ***")]
    [InlineData("{\"authorization\":\"Basic bWU6d29yZA==\"}", "{\"authorization\":\"Basic ***\"}")]
    [InlineData("X-Api-Key: abc", "X-Api-Key: ***")]
    [InlineData("api_key=abc&model=m", "api_key=***&model=m")]
    [InlineData("apiKey: 'abc def', model: 'm'", "apiKey: ***, model: 'm'")]
    [InlineData("pwd = abc; secret:def, client_secret=ghi", "pwd = ***; secret:***, client_secret=***")]
    [InlineData("{\"password\" : \"a b\"}", "{\"password\" : ***}")]
    [InlineData("{\\\"token\\\":\\\"abc\\\"}", "{\\\"token\\\":***}")]
    [InlineData("access_token%3Dabc", "access_token%3D***")]
    [InlineData("token: Bearer abc", "token: ***")]
    [InlineData("max_tokens: 12, monkey: 3, tokens=4, keys: a", "max_tokens: 12, monkey: 3, tokens=4, keys: a")]
    [InlineData("see https://host/a@b and mail me@host", "see https://host/a@b and mail me@host")]
    public void A_message_loses_its_credentials(string message, string expected) => Assert.Equal(expected, SecretRedactor.RedactMessage(message));
}
