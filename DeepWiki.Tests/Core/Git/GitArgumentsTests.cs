using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Security")]
public sealed class GitArgumentsTests
{
    public static TheoryData<string> HostileStrings() =>
    [
        "", "-", "--", "-c", "-u", "--upload-pack=id", "--upload-pack", "--exec=id", "--output=/tmp/x", "-oProxyCommand=id", "--config=core.pager=id",
        "--git-dir=/", "--work-tree=/", "--template=/", "--end-of-options", "-\n", "--help", "-p", "-C/", "--no-index",
        "a\nb", "a\rb", "a\0b", "\u001b[31m", "\tmain", "main\n--exec=id", "\u007f", "\u0085",
    ];

    public static TheoryData<string> HostileReferences() =>
    [
        "", "-", "--upload-pack=id", "-main", "a b", "a..b", "a~1", "a^{commit}", "a:b", "a?", "a*", "a[b", "a\\b", "@", "@{-1}", "HEAD@{1}", "a.lock",
        "a/.b", ".a", "a.", "a//b", "/a", "a/", "a\nb", "a\0", "\u001b[31m", "refs/heads/-x", "a/-b", "$(id)'", "a\u00a0b", "\"a\"", "a/b.lock/c",
    ];

    [Theory]
    [MemberData(nameof(HostileStrings))]
    public void Nothing_hostile_becomes_an_operand(string text)
    {
        Assert.Throws<ArgumentException>(() => new GitArguments(GitSubcommand.Fetch).Operand(text));
    }

    [Theory]
    [MemberData(nameof(HostileReferences))]
    public void No_hostile_word_becomes_a_reference(string text)
    {
        var error = Assert.Throws<DeepWikiException>(() => ReferenceName.Candidates(text));

        Assert.Equal(ErrorCode.RepositoryNotFound, error.Code);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("feature/x-1")]
    [InlineData("v1.2.3")]
    [InlineData("größe")]
    [InlineData("refs/heads/main")]
    public void Ordinary_names_are_references(string text) => Assert.NotEmpty(ReferenceName.Candidates(text));

    [Theory]
    [InlineData("main")]
    [InlineData("--")]
    [InlineData("-")]
    [InlineData("--exec=$(id)")]
    [InlineData("--exec=a b")]
    public void Only_constants_become_options(string text)
    {
        Assert.Throws<ArgumentException>(() => new GitArguments(GitSubcommand.Fetch).Option(text));
    }

    [Fact]
    public void What_varies_stands_after_the_end_of_options()
    {
        var vector = new GitArguments(GitSubcommand.LsRemote).Option("--symref").Operand("https://host/a/b").Operand("HEAD").ToVector("/srv/x");

        Assert.Equal(["--git-dir=/srv/x", "ls-remote", "--symref", "--", "https://host/a/b", "HEAD"], vector);
    }

    [Fact]
    public void Every_subcommand_has_a_name()
    {
        Assert.All(Enum.GetValues<GitSubcommand>(), subcommand => Assert.NotEmpty(new GitArguments(subcommand).ToVector(null)[0]));
    }
}
