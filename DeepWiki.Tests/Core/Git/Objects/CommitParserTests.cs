using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Tests.Core.Git.Objects;

[Trait("Category", "Unit")]
public sealed class CommitParserTests
{
    private const string Tree = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

    [Fact]
    public void Reads_author_dates_and_subject()
    {
        var commit = Parse($"tree {Tree}\nauthor Ada L <ada@x> 1700000000 +0100\ncommitter Bob <b@x> 1700000060 +0000\n\nSubject\n\nBody\n");

        Assert.Equal(("Ada L", "Subject"), (commit.Author, commit.Subject));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), commit.AuthoredAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_060), commit.CommittedAt);
    }

    [Theory]
    [InlineData("99999999999999")]
    [InlineData("253402300800")]
    [InlineData("-1")]
    [InlineData("18446744073709551617")]
    [InlineData("soon")]
    [InlineData("")]
    public void A_date_outside_the_years_of_sense_is_none(string seconds)
    {
        Assert.Null(Parse($"tree {Tree}\nauthor A <a@x> {seconds} +0000\n\nS").AuthoredAt);
    }

    [Fact]
    public void A_subject_is_bounded_and_plain()
    {
        var commit = Parse($"tree {Tree}\nauthor A\u001b[31m <a@x> 1 +0000\n\n" + new string('ä', 5000));

        Assert.True(Encoding.UTF8.GetByteCount(commit.Subject) <= 1024);
        Assert.DoesNotContain('\u001b', commit.Author);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree zz\n\nS")]
    [InlineData("author A <a@x> 1 +0000\n\nS")]
    public void A_commit_without_a_tree_is_refused(string text)
    {
        Assert.Equal(ErrorCode.IndexFailed, Assert.Throws<DeepWikiException>(() => Parse(text)).Code);
    }

    private static CommitInfo Parse(string text) => CommitParser.Parse(ObjectId.Parse(Tree), Encoding.UTF8.GetBytes(text));
}
