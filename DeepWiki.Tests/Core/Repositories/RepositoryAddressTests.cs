using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Unit")]
public sealed class RepositoryAddressTests
{
    [Theory]
    [InlineData("https://github.com/owner/name", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("https://github.com/owner/name/", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("https://github.com/owner/name.git", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("https://github.com/owner/name.git/", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("https://github.com/owner/name.git.git", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("HTTPS://GitHub.com/Owner/Name", "https://github.com/Owner/Name", "github.com/owner/name")]
    [InlineData("https://github.com:443/owner/name", "https://github.com/owner/name", "github.com/owner/name")]
    [InlineData("https://git.host:8443/Owner/Name", "https://git.host:8443/Owner/Name", "git.host:8443/Owner/Name")]
    [InlineData("http://127.0.0.1:8080/a/b", "http://127.0.0.1:8080/a/b", "127.0.0.1:8080/a/b")]
    [InlineData("http://localhost/a/b", "http://localhost/a/b", "localhost/a/b")]
    [InlineData("https://[2606:4700::1111]/a/b", "https://[2606:4700::1111]/a/b", "[2606:4700::1111]/a/b")]
    [InlineData("https://[2606:4700::1111]:8443/a/b", "https://[2606:4700::1111]:8443/a/b", "[2606:4700::1111]:8443/a/b")]
    [InlineData("https://gitlab.com/group/sub/deep/name", "https://gitlab.com/group/sub/deep/name", "gitlab.com/group/sub/deep/name")]
    [InlineData("https://git.sr.ht/~user/name", "https://git.sr.ht/~user/name", "git.sr.ht/~user/name")]
    [InlineData("https://host.org/a%20b/c", "https://host.org/a%20b/c", "host.org/a b/c")]
    [InlineData("https://host.org/%61b/c", "https://host.org/ab/c", "host.org/ab/c")]
    [InlineData("https://host.org/a/b@c", "https://host.org/a/b%40c", "host.org/a/b@c")]
    [InlineData("https://host.org/ä/b", "https://host.org/%C3%A4/b", "host.org/ä/b")]
    [InlineData("https://host.org/%C3%A4/b", "https://host.org/%C3%A4/b", "host.org/ä/b")]
    [InlineData("https://host.org/a/...", "https://host.org/a/...", "host.org/a/...")]
    [InlineData("https://bücher.example.org/a/b", "https://xn--bcher-kva.example.org/a/b", "xn--bcher-kva.example.org/a/b")]
    public void Addresses_have_one_canonical_form(string text, string url, string identity)
    {
        var address = RepositoryAddress.Parse(text, RepositoryKind.Git);

        Assert.Equal(url, address.ToString());
        Assert.Equal(identity, address.Identity);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("owner/name")]
    [InlineData("github.com/owner/name")]
    [InlineData("/etc/passwd")]
    [InlineData("//github.com/owner/name")]
    [InlineData("git@github.com:owner/name.git")]
    [InlineData("ssh://git@github.com/owner/name")]
    [InlineData("git://github.com/owner/name")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://localhost/etc/passwd")]
    [InlineData("ftp://github.com/owner/name")]
    [InlineData("ext::sh -c id")]
    [InlineData("fd::3/foo")]
    [InlineData("http::http://github.com/owner/name")]
    [InlineData("https::https://github.com/owner/name")]
    [InlineData("--upload-pack=id")]
    [InlineData("-https://github.com/owner/name")]
    [InlineData("https:/github.com/owner/name")]
    [InlineData("https:\\\\github.com\\owner\\name")]
    [InlineData("https:///owner/name")]
    [InlineData("https://")]
    [InlineData("https://github.com")]
    [InlineData("https://github.com/")]
    [InlineData("https://github.com/owner")]
    [InlineData("https://github.com/owner/")]
    [InlineData("https://github.com//name")]
    [InlineData("https://github.com/owner//name")]
    [InlineData("https://github.com/owner/name//")]
    [InlineData("https://github.com/owner/name?x=1")]
    [InlineData("https://github.com/owner/name#x")]
    [InlineData("https://github.com/owner/name?")]
    [InlineData("https://github.com/owner/name#")]
    [InlineData("https://user@github.com/owner/name")]
    [InlineData("https://user:secret@github.com/owner/name")]
    [InlineData("https://@github.com/owner/name")]
    [InlineData("https://github.com@evil.org/owner/name")]
    [InlineData("https://github.com\\@evil.org/owner/name")]
    [InlineData("https://github.com/owner\\name/x")]
    [InlineData(" https://github.com/owner/name")]
    [InlineData("https://github.com/owner/name ")]
    [InlineData("https://github.com/own er/name")]
    [InlineData("https://github.com/owner/name\n")]
    [InlineData("\thttps://github.com/owner/name")]
    [InlineData("https://git\thub.com/owner/name")]
    [InlineData("https://github.com/owner/na\rme")]
    [InlineData("https://github.com/owner/name\r\nHost: x")]
    [InlineData("https://github.com/owner/na\0me")]
    [InlineData("https://github.com/owner/na\u001bme")]
    [InlineData("https://github.com/owner/na\u202eme")]
    [InlineData("https://github.com/owner/na\u2066me")]
    [InlineData("https://github.com/owner/na\u200bme")]
    [InlineData("https://github.com/owner/na\u00adme")]
    [InlineData("https://github.com/owner/na\ufeffme")]
    [InlineData("https://github.com/./name")]
    [InlineData("https://github.com/../name")]
    [InlineData("https://github.com/owner/..")]
    [InlineData("https://github.com/owner/../../name")]
    [InlineData("https://github.com/%2e%2e/name")]
    [InlineData("https://github.com/%2E./name")]
    [InlineData("https://github.com/owner/%2e")]
    [InlineData("https://github.com/owner/.git")]
    [InlineData("https://github.com/owner/..git")]
    [InlineData("https://github.com/owner/...git")]
    [InlineData("https://github.com/owner/a%2fb")]
    [InlineData("https://github.com/owner/a%5cb")]
    [InlineData("https://github.com/owner/a%00b")]
    [InlineData("https://github.com/owner/a%0ab")]
    [InlineData("https://github.com/owner/a%7fb")]
    [InlineData("https://github.com/owner/a%e2%80%aeb")]
    [InlineData("https://github.com/owner/a%ffb")]
    [InlineData("https://github.com/owner/a%c0%afb")]
    [InlineData("https://github.com/owner/a%")]
    [InlineData("https://github.com/owner/a%4")]
    [InlineData("https://github.com/owner/a%zz")]
    [InlineData("https://github.com/-owner/name")]
    [InlineData("https://github.com/owner/-name")]
    [InlineData("https://github.com/owner/%2dname")]
    [InlineData("https://github.com:/owner/name")]
    [InlineData("https://github.com:0/owner/name")]
    [InlineData("https://github.com:65536/owner/name")]
    [InlineData("https://github.com:99999/owner/name")]
    [InlineData("https://github.com:123456/owner/name")]
    [InlineData("https://github.com:0443/owner/name")]
    [InlineData("https://github.com:-1/owner/name")]
    [InlineData("https://github.com:44a/owner/name")]
    [InlineData("https://github.com:80:80/owner/name")]
    [InlineData("https://github.com:４４３/owner/name")]
    [InlineData("https://.github.com/owner/name")]
    [InlineData("https://github.com./owner/name")]
    [InlineData("https://github..com/owner/name")]
    [InlineData("https://-github.com/owner/name")]
    [InlineData("https://github-.com/owner/name")]
    [InlineData("https://git_hub.com/owner/name")]
    [InlineData("https://git%68ub.com/owner/name")]
    [InlineData("https://git*hub.com/owner/name")]
    [InlineData("https://git,hub.com/owner/name")]
    [InlineData("https://git;hub.com/owner/name")]
    [InlineData("https://$(id).com/owner/name")]
    public void Refuses_what_is_no_plain_address(string text)
    {
        var error = Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse(text, RepositoryKind.GitHub));

        Assert.Equal(ErrorCode.RepositoryInvalid, error.Code);
    }

    [Fact]
    public void Refuses_half_a_surrogate_pair()
    {
        // Attributes are stored as UTF-8, which cannot hold these.
        string[] texts = ["https://github.com/owner/na\ud800me", "https://github.com/owner/na\udc00", "https://github.com/owner/\ud800"];

        Assert.All(texts, text => Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse(text, RepositoryKind.Git)));
    }

    [Theory]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("1")]
    [InlineData("2130706433")]
    [InlineData("017700000001")]
    [InlineData("0x7f000001")]
    [InlineData("0X7F000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("127.0.0.0x1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.0.0.1.2")]
    [InlineData("127.0.0.256")]
    [InlineData("example.org.0x")]
    [InlineData("example.123")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("127｡0｡0｡1")]
    [InlineData("127。0。0。1")]
    [InlineData("１２７.0.0.1")]
    [InlineData("١٢٧.0.0.1")]
    [InlineData("𝟏𝟐𝟕.0.0.1")]
    [InlineData("[::1")]
    [InlineData("::1")]
    [InlineData("[::1%25lo]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[2606:4700:0::1111]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[]")]
    [InlineData("[v1.x]")]
    public void Refuses_other_spellings_of_an_ip_address(string host)
    {
        var error = Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse($"https://{host}/owner/name", RepositoryKind.Git));

        Assert.Equal(ErrorCode.RepositoryInvalid, error.Code);
    }

    [Fact]
    public void Refuses_an_address_over_the_limit()
    {
        var text = "https://host.org/owner/" + new string('a', 2048);

        Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse(text, RepositoryKind.Git));
        Assert.NotNull(RepositoryAddress.Parse(text[..2048], RepositoryKind.Git));
    }

    [Theory]
    [InlineData("https://user:hunter2@github.com/owner/name")]
    [InlineData("https://github.com/owner/name?token=hunter2")]
    [InlineData("https://hunter2/")]
    [InlineData("hunter2")]
    [InlineData("https://host.org:hunter2/a/b")]
    [InlineData("https://h_o.hunter2/a/b")]
    public void A_refusal_never_repeats_the_text(string text)
    {
        var error = Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse(text, RepositoryKind.GitHub));

        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://h.org/a_b/c", "https://h.org/a/b_c")]
    [InlineData("https://h.org/a/b", "https://g.org/a/b")]
    [InlineData("https://h.org/a/b", "https://h.org:8443/a/b")]
    [InlineData("https://h.org/a/b", "https://h.org/A/b")]
    [InlineData("https://h.org/a/b", "https://h.org/x/a/b")]
    public void Different_repositories_never_share_an_identity(string one, string other)
    {
        Assert.NotEqual(RepositoryAddress.Parse(one, RepositoryKind.Git), RepositoryAddress.Parse(other, RepositoryKind.Git));
    }

    [Theory]
    [InlineData(RepositoryKind.GitHub, 3, 9, "https://h.org/o/n/blob/abc/src/a%20b%23.cs#L3-L9")]
    [InlineData(RepositoryKind.GitHub, 3, 3, "https://h.org/o/n/blob/abc/src/a%20b%23.cs#L3")]
    [InlineData(RepositoryKind.GitLab, 3, 9, "https://h.org/o/n/-/blob/abc/src/a%20b%23.cs#L3-9")]
    [InlineData(RepositoryKind.Bitbucket, 3, 9, "https://h.org/o/n/src/abc/src/a%20b%23.cs#lines-3:9")]
    [InlineData(RepositoryKind.Git, 3, 9, null)]
    public void Permanent_links_have_the_form_of_their_host(RepositoryKind kind, int start, int end, string? expected)
    {
        var link = RepositoryAddress.Parse("https://h.org/o/n", kind).Permalink("abc", "src/a b#.cs", start, end);

        Assert.Equal(expected, link?.AbsoluteUri);
    }

    [Fact]
    public void The_placeholder_of_published_clients_is_recognised()
    {
        Assert.True(RepositoryAddress.Parse("http://example/OWNER/REPO", RepositoryKind.GitHub).IsPlaceholder);
        Assert.False(RepositoryAddress.Parse("http://example.org/OWNER/REPO", RepositoryKind.GitHub).IsPlaceholder);
    }

    [Fact]
    public void A_local_repository_is_an_absolute_folder()
    {
        var address = RepositoryAddress.Parse("/srv/code/thing/", RepositoryKind.Local);

        Assert.Equal("/srv/code/thing", address.Folder);
        Assert.Equal("local/thing", address.Name);
        Assert.Null(address.Url);
        Assert.Null(address.Permalink("abc", "a", 1, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("relative/folder")]
    [InlineData("~/code")]
    [InlineData("./code")]
    [InlineData("https://github.com/owner/name")]
    [InlineData("/srv/a\0b")]
    [InlineData("/srv/a\nb")]
    [InlineData("/srv/a\u202eb")]
    public void Refuses_a_local_folder_that_is_not_plainly_absolute(string text)
    {
        Assert.Throws<DeepWikiException>(() => RepositoryAddress.Parse(text, RepositoryKind.Local));
    }

    [Fact]
    public void GitLab_is_asked_by_the_name_it_does_not_redirect()
    {
        Assert.Equal(["https://gitlab.com/a/b.git"], RepositoryAddress.Parse("https://gitlab.com/a/b", RepositoryKind.GitLab).GitUrls());
    }
}
