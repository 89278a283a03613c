using DeepWiki.Core.Retrieval;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class SnippetTests
{
    private static readonly Dictionary<string, double> Weights = new(StringComparer.Ordinal) { ["claim"] = 2, ["job"] = 1 };

    [Fact]
    public void It_begins_where_the_most_of_the_question_stands_together()
    {
        var lines = Enumerable.Range(1, 40).Select(line => line switch { 3 => "a job", 21 => "it claims", 25 => "the job", _ => $"line {line}" });

        var snippet = Snippet.Create(100, string.Join('\n', lines), Weights);

        Assert.Equal(120, snippet.StartLine);
        Assert.Equal(["it claims", "line 22", "line 23", "line 24", "the job", "line 26", "line 27", "line 28"], snippet.Text.Split('\n'));
    }

    [Fact]
    public void A_word_that_comes_often_counts_once()
    {
        Assert.Equal(13, Snippet.Create(1, "job job\njob\njob" + new string('\n', 10) + "claim", Weights).StartLine);
    }

    [Fact]
    public void Among_equal_runs_the_one_with_more_lines_that_speak_of_it_is_shown()
    {
        Assert.Equal(12, Snippet.Create(1, "a job" + new string('\n', 11) + "the job\na job", Weights).StartLine);
    }

    [Fact]
    public void Without_a_word_of_the_question_it_is_the_beginning()
    {
        Assert.Equal(new Snippet(7, "one\ntwo"), Snippet.Create(7, "one\ntwo\n\n", Weights));
    }

    [Fact]
    public void A_declaration_is_shown_from_its_own_line()
    {
        Assert.Equal(new Snippet(9, "three"), Snippet.At(9, 7, "one\ntwo\nthree"));
        Assert.Equal(new Snippet(7, "one\ntwo\nthree"), Snippet.At(2, 7, "one\ntwo\nthree"));
    }

    [Fact]
    public void Long_lines_are_cut_between_characters()
    {
        var text = Snippet.Create(1, new string('x', 198) + "😀 and more", Weights).Text;

        Assert.Equal(new string('x', 198) + "…", text);
        Assert.Equal(200, Snippet.Create(1, new string('x', 500), Weights).Text.Length);
        Assert.Equal(new string('x', 200), Snippet.Create(1, new string('x', 200), Weights).Text);
    }
}
