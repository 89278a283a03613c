using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Answering.Extractive;

[Trait("Category", "Unit")]
public sealed class ExtractiveResearchTests
{
    private const string Topic = "How does the runner retry a failed job?";

    private static readonly ContextBlock Runner = new ContextBlock(
        1, "src/Runner.cs", 5, 8, "Runner.Retry", "/// <summary>Retries a failed job.</summary>\npublic void Retry(Job job)\n{\n}", 1).Declared();

    private static readonly ContextBlock Queue = new ContextBlock(
        2, "src/Queue.cs", 1, 3, "Queue.Push", "/// <summary>Holds a job until the runner takes it.</summary>\npublic void Push(Job job)\n{ }", 0.5).Declared();

    [Fact]
    public void The_first_round_plans_and_quotes_and_says_what_comes_next()
    {
        var text = Write(1, [Runner, Queue], []);

        Assert.StartsWith("## Research Plan\n\nTo find out: “How does the runner retry a failed job?”.", text, StringComparison.Ordinal);
        Assert.Contains("- `Runner.Retry` – [src/Runner.cs:5-8]()\n", text, StringComparison.Ordinal);
        Assert.Contains("public void Retry(Job job)", text, StringComparison.Ordinal);
        Assert.Contains("\n## Next Steps\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_round_says_what_was_covered_and_adds_what_is_new()
    {
        var text = Write(2, [Queue], ["src/Runner.cs"]);

        Assert.StartsWith("## Research Update 2\n\nEarlier rounds quoted `src/Runner.cs`.", text, StringComparison.Ordinal);
        Assert.Contains("[src/Queue.cs:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[src/Runner.cs", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_without_anything_new_says_so() =>
        Assert.Contains("Nothing further bears on “How does the runner retry a failed job?”.", Write(3, [], ["src/Runner.cs"]), StringComparison.Ordinal);

    [Fact]
    public void The_last_round_brings_everything_together()
    {
        var text = Write(5, [Runner, Queue], ["src/Runner.cs", "src/Queue.cs"]);

        Assert.StartsWith("## Final Conclusion\n\nWhat the rounds found on", text, StringComparison.Ordinal);
        Assert.Contains("- `Queue.Push` – [src/Queue.cs:1-3](): “Holds a job until the runner takes it.”\n", text, StringComparison.Ordinal);
        Assert.Contains("- `Runner.Retry` – [src/Runner.cs:5-8](): “Retries a failed job.”\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Next Steps", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_round_repeats_no_line_that_a_round_quoted()
    {
        var quoted = Write(1, [Runner, Queue], []).Split('\n').Where(line => line.Trim().Length > 8).ToHashSet(StringComparer.Ordinal);

        var lines = Write(5, [Runner, Queue], ["src/Runner.cs", "src/Queue.cs"]).Split('\n');

        Assert.DoesNotContain(lines, quoted.Contains);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    [InlineData("zh")]
    [InlineData("zh-tw")]
    [InlineData("es")]
    [InlineData("kr")]
    [InlineData("vi")]
    [InlineData("pt-br")]
    [InlineData("fr")]
    [InlineData("ru")]
    public void In_every_language_headings_stay_and_sentences_differ(string language)
    {
        var text = Write(1, [Runner, Queue], [], language);

        Assert.StartsWith("## Research Plan\n\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Next Steps\n\n", text, StringComparison.Ordinal);
        Assert.Equal(language == "en", text.Contains("To find out", StringComparison.Ordinal));
        Assert.DoesNotContain("onclusion", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_comes_to_life_in_no_sentence()
    {
        var context = new AnswerContext("[x](http://evil) <b>", "o/r", [Runner], [], []) { Research = new ResearchRound(1, "## Research Plan", false, []) };

        Assert.Contains(@"“\[x\](http://evil) \<b\>”", string.Concat(ExtractiveResearch.Write(context, context.Research)), StringComparison.Ordinal);
    }

    private static string Write(int round, ContextBlock[] blocks, string[] covered, string language = "en")
    {
        var heading = round switch
        {
            1 => "## Research Plan",
            < 5 => $"## Research Update {round}",
            _ => "## Final Conclusion",
        };
        var context = new AnswerContext(Topic, "o/r", blocks, [], [])
        { Language = language, Research = new ResearchRound(round, heading, round == 5, covered) };
        var pieces = ExtractiveResearch.Write(context, context.Research);
        Assert.True(pieces.Count >= 2);
        return string.Concat(pieces);
    }
}
