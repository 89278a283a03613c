using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>Documentation comments name a thing or say what a member does: none begins with a question word.</summary>
[Trait("Category", "Architecture")]
public sealed partial class SummaryTests
{
    private static readonly string[] Projects =
        ["DeepWiki.AppHost", "DeepWiki.ServiceDefaults", "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.Benchmarks", "DeepWiki.Tests"];

    [Fact]
    public void No_documentation_comment_begins_with_a_question_word()
    {
        var riddles = Projects.SelectMany(SourceTree.Files)
            .SelectMany(file => QuestionWord().Matches(file.Text).Select(match => $"{file.Path}: {match.Value.Trim()}"));

        Assert.Empty(riddles);
    }

    [Theory]
    [InlineData("/// <summary>What a job counts.</summary>")]
    [InlineData("    /// <summary>\n    /// How statements show in traces.")]
    [InlineData("/// <param name=\"Line\">Where, from 1.</param>")]
    [InlineData("/// <returns>Whether it was found.</returns>")]
    public void A_question_word_is_seen(string comment) => Assert.Matches(QuestionWord(), comment);

    [Theory]
    [InlineData("/// <summary>Time a socket may stay silent before its request. Default 30 s.</summary>")]
    [InlineData("/// <summary>\n/// Reason a file has no chunks: it tells the reader\n/// what to change.")]
    [InlineData(".File(\"/// <summary>When a job is due.</summary>\")")]
    public void Other_comments_pass(string comment) => Assert.DoesNotMatch(QuestionWord(), comment);

    // Only at the beginning of the text, on the line of its tag or on the next one; comments inside literals do not begin a line.
    [GeneratedRegex(
        @"^[ \t]*/// <(?:summary|returns|param [^>\r\n]*)>(?:\r?\n[ \t]*/// )?(?:What|Whether|How|Where|Who|Whose|When|Why|Which)\b.*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex QuestionWord();
}
