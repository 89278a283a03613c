using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.SourceCode;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Core.Answering.Generation;

/// <summary>Answers of models that call functions, over the wire of a provider.</summary>
[Trait("Category", "Integration")]
public sealed class ToolAnswerTests : ToolTest
{
    [Fact]
    public async Task Lines_that_a_function_showed_are_told_before_they_are_cited()
    {
        Provider.Enqueue(Call("I look at the queue.", "read_file", """{"path":"src/Queue.cs","startLine":1,"endLine":3}"""));
        Provider.Enqueue(ScriptedAnswer.Text("It is pushed [src/Queue.cs:3-3]() [2], not [src/Queue.cs:4-4]()."));

        var events = await AskAsync();

        Assert.Equal("It is pushed [src/Queue.cs:3-3](/src/Queue.cs#3-3) [src/Queue.cs:1-3](/src/Queue.cs#1-3), not .", GenerationSamples.Text(events));
        var told = events.OfType<AnswerSources>().ToList();
        Assert.Equal([1], told[0].Blocks.Select(block => block.Number));
        Assert.Equal((2, "src/Queue.cs", 1, 3), Place(Assert.Single(told[1].Blocks)));
        Assert.True(events.IndexOf(told[1]) < events.FindIndex(item => item is AnswerDelta));
        Assert.Equal([2, 2], events.OfType<AnswerCitation>().Select(citation => citation.Number));
        Assert.Equal(new AnswerCitations(2, 1), events[^1]);
    }

    [Fact]
    public async Task Words_before_a_call_are_progress_and_so_is_the_call()
    {
        Provider.Enqueue(Call("I look at the queue.", "read_file", """{"path":"src/Queue.cs","startLine":1,"endLine":3}"""));
        Provider.Enqueue(ScriptedAnswer.Text("It is pushed."));

        var events = await AskAsync();

        Assert.Equal(
            [new AnswerProgress("model", "I look at the queue."), new AnswerProgress("tool", "Reading src/Queue.cs 1-3")],
            events.OfType<AnswerProgress>());
        Assert.Equal("It is pushed.", GenerationSamples.Text(events));
    }

    [Fact]
    public async Task A_whole_paragraph_before_a_call_stays_in_the_answer()
    {
        Provider.Enqueue(Call("It counts [src/Breaker.cs:4-5]().", "read_file", """{"path":"src/Queue.cs"}"""));
        Provider.Enqueue(ScriptedAnswer.Text("And the queue holds."));

        var events = await AskAsync();

        Assert.Equal("It counts [src/Breaker.cs:4-5](/src/Breaker.cs#4-5).\n\nAnd the queue holds.", GenerationSamples.Text(events));
    }

    [Fact]
    public async Task Functions_are_offered_with_their_rules_and_the_first_evidence_comes_along()
    {
        await AskAsync();

        var request = Assert.Single(Provider.Requests).Json;
        var names = request.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(["find_references", "find_symbol", "list_files", "read_file", "read_wiki_page", "search_code"], names.Order(StringComparer.Ordinal));
        Assert.Contains("functions", Message(request, 0), StringComparison.Ordinal);
        Assert.Contains("Counts failures.", Message(request, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parallel_calls_all_get_their_results()
    {
        Provider.Enqueue(ScriptedCall.Answer(
            "", new("read_file", """{"path":"src/Queue.cs"}"""), new("list_files", "{}"), new("search_code", """{"query":"push","limit":"3"}""")));
        Provider.Enqueue(ScriptedAnswer.Text("Done."));

        await AskAsync();

        Assert.Equal(["read_file src/Queue.cs  ", "list_files  ", "search_code push  3"], Lookup.Looks);
        var results = Results(Provider.Requests[1].Json);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.Contains("src/Queue.cs", result, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("read_file", "{}", "read_file needs the argument path")]
    [InlineData("read_file", """{"path":"src/Queue.cs","startLine":"first"}""", "startLine of read_file must be a whole number")]
    [InlineData("read_file", """{"path":""", "not one JSON object")]
    [InlineData("read_file", """{"path":"../../etc/passwd"}""", "There is no file ../../etc/passwd")]
    [InlineData("run_shell", """{"command":"ls"}""", "run_shell")]
    public async Task A_wrong_call_gets_a_sentence_and_the_answer_comes_all_the_same(string function, string arguments, string sentence)
    {
        Provider.Enqueue(Call("", function, arguments));
        Provider.Enqueue(ScriptedAnswer.Text("It is so."));

        var events = await AskAsync();

        Assert.Equal("It is so.", GenerationSamples.Text(events));
        Assert.Contains(sentence, Assert.Single(Results(Provider.Requests[1].Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_equal_call_is_not_made_again()
    {
        Provider.Enqueue(Call("", "read_file", """{"path":"src/Queue.cs","startLine":1}"""));
        Provider.Enqueue(Call("", "read_file", """{"startLine":1,"path":"src/Queue.cs"}"""));
        Provider.Enqueue(ScriptedAnswer.Text("Done."));

        await AskAsync();

        Assert.Single(Lookup.Looks);
        Assert.Contains("was made before", Results(Provider.Requests[2].Json)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_calls_in_a_row_for_nothing_end_the_calling()
    {
        Provider.Enqueue([.. Enumerable.Range(1, 3).Select(n => Call("", "find_symbol", $$"""{"name":"Nobody{{n}}"}"""))]);
        Provider.Enqueue(ScriptedAnswer.Text("It is not there."));

        var events = await AskAsync();

        Assert.Equal("It is not there.", GenerationSamples.Text(events));
        Assert.Equal("none", Provider.Requests[3].Json.GetProperty("tool_choice").GetString());
        Assert.Contains("Write it now", Results(Provider.Requests[3].Json)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_calls_for_ever_is_asked_without_functions_in_the_end()
    {
        var asked = 0;
        Provider.Answer = body => body.Contains("\"tools\"", StringComparison.Ordinal)
            ? Call("", "search_code", $$"""{"query":"push{{Interlocked.Increment(ref asked)}}"}""")
            : ScriptedAnswer.Text("It is so [src/Breaker.cs:4-5]().");

        var events = await AskAsync();

        Assert.Equal("It is so [src/Breaker.cs:4-5](/src/Breaker.cs#4-5).", GenerationSamples.Text(events));
        Assert.InRange(Lookup.Looks.Count, 3, ToolBudget.Question.Calls);
    }

    [Fact]
    public async Task No_more_calls_are_made_than_the_budget_has()
    {
        var asked = 0;
        Provider.Answer = body => body.Contains("\"tool_choice\":\"none\"", StringComparison.Ordinal) ? ScriptedAnswer.Text("Done.")
            : Call("", "read_file", $$"""{"path":"src/Queue.cs","endLine":{{Interlocked.Increment(ref asked)}}}""");

        var events = await AskAsync();

        Assert.Equal("Done.", GenerationSamples.Text(events));
        Assert.Equal(ToolBudget.Question.Calls, Lookup.Looks.Count);
    }

    [Fact]
    public async Task A_huge_result_is_cut_with_a_note_and_what_was_cut_cannot_be_cited()
    {
        var lines = Enumerable.Range(1, 4_000).Select(n => $"line {n} of a long file");
        var huge = new FakeLookup(("big.txt", string.Join('\n', lines)), ("small.txt", "one"));
        Provider.Enqueue(Call("", "read_file", """{"path":"big.txt"}"""));
        Provider.Enqueue(ScriptedAnswer.Text("At the end [big.txt:4000-4000]()."));

        var events = await AskAsync(huge);

        Assert.Equal("At the end .", GenerationSamples.Text(events));
        var result = Assert.Single(Results(Provider.Requests[1].Json));
        Assert.InRange(result.Length, 1_000, ToolBudget.Question.Characters + 500);
        Assert.Contains("Cut here", result, StringComparison.Ordinal);
    }

    private static (int Number, string Path, int Start, int End) Place(ContextBlock block) => (block.Number, block.Path, block.StartLine, block.EndLine);
}
