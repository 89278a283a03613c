using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Answering.Citations;

[Trait("Category", "Unit")]
public sealed class CitedLinesTests
{
    [Fact]
    public void Lines_that_answers_cite_are_found_once_each_in_their_order()
    {
        var lines = CitedLines.In([
            "See [src/b.cs:3-9](https://h/x#L3-L9), [a b.md:1-2](y).",
            @"Again [src/b.cs:3-9](z) and [pkg/\_\_init\_\_.py:1-2](t) and [c.cs:7-7](w), [d.cs:1](v), [e:99999999-1](u).",
        ]);

        Assert.Equal([new LineRange("src/b.cs", 3, 9), new("a b.md", 1, 2), new("pkg/__init__.py", 1, 2), new("c.cs", 7, 7)], lines);
    }

    [Fact]
    public void Names_an_answer_speaks_of_most_come_first_and_those_of_the_topic_not_at_all()
    {
        var names = CitedLines.NamesIn("`Queue` `Runner.Run` `Queue` `not a name` `retry` `x-y`", "How does retry work?");

        Assert.Equal(["Queue", "Runner.Run"], names);
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_no_citation() => Assert.Empty(CitedLines.In(["[a\u0000b:1-2](x)"]));

    [Fact]
    public void Answers_of_any_length_are_looked_at_in_no_time()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.NotEmpty(CitedLines.NamesIn(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"`n{i}` ")), new string('x', 4_000_000)));

        // Far less than one look at the question for each of the names would take.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000_000);
    }
}
