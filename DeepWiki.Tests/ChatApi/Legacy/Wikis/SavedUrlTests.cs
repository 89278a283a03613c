using DeepWiki.ChatApi.Legacy.Wikis;

namespace DeepWiki.Tests.ChatApi.Legacy.Wikis;

[Trait("Category", "Unit")]
public sealed class SavedUrlTests
{
    [Theory]
    [InlineData("https://github.com/a/b", "https://github.com/a/b")]
    [InlineData("https://user:secret@github.com/a/b", "https://github.com/a/b")]
    [InlineData("https://secret@github.com", "https://github.com")]
    [InlineData("https://a@b:secret@github.com/a/b", "https://github.com/a/b")]
    [InlineData("https://github.com/a@b/c", "https://github.com/a@b/c")]
    [InlineData("https://github.com/a/b?token=secret", "https://github.com/a/b")]
    [InlineData("https://github.com/a/b#secret", "https://github.com/a/b")]
    [InlineData("https://github.com?x=secret@y", "https://github.com")]
    [InlineData("https://x:secret@github.com?y", "https://github.com")]
    [InlineData("secret@github.com/a/b", "github.com/a/b")]
    [InlineData("git@github.com:a/b.git", "github.com:a/b.git")]
    [InlineData("https://user:se\\cret@github.com/a", "https://github.com/a")]
    [InlineData("https://user:sec/ret@github.com/a", "https://github.com/a")]
    [InlineData("https://user:sec?ret#x@github.com/a", "https://github.com/a")]
    [InlineData("https://github.com:8443/a@b", "https://github.com:8443/a@b")]
    [InlineData("https://[2001:db8::1]/a@b", "https://[2001:db8::1]/a@b")]
    [InlineData("", "")]
    [InlineData("https://", "https://")]
    [InlineData("/srv/some folder", "/srv/some folder")]
    [InlineData("@", "")]
    public void An_address_is_kept_without_what_may_be_a_secret(string url, string expected) => Assert.Equal(expected, SavedUrl.Redact(url));
}
