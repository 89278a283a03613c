using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Errors a client sees when the model fails, before its first word and after, on every transport.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class ModelFailureTests(ChatStack stack)
{
    private const string TooLarge =
        "\nI apologize, but your request is too large for me to process. Please try a shorter query or break it into smaller parts.";

    private const string KeyHint = "Please check that you have set the OPENAI_API_KEY environment variable with a valid API key.";
    private const string LaterHint = "Please try again in a moment, or choose another model.";
    private const string ModelHint = "Please check the name of the model, and OPENAI_BASE_URL if the provider has an address of its own.";
    private const string ParameterHint = "Please choose another model, or change what the catalog of models sends with this one.";
    private const string AccountHint = "Please check the plan and the credit of the account at the provider, or choose another model.";

    private static readonly (string, string)[] NoRepeats = [("Models:MaxRetries", "0")];

    [Theory]
    [InlineData(403, 502, "model_unauthorized", "The provider refused the key (403).", KeyHint)]
    [InlineData(400, 502, "model_unavailable", "The provider refused the request (400). It says: it did not work", ParameterHint)]
    [InlineData(503, 502, "model_unavailable", "The provider has failed (503).", LaterHint)]
    [InlineData(404, 502, "model_unavailable", "The provider does not know this model or address (404). It says: it did not work", ModelHint)]
    [InlineData(402, 502, "model_unavailable", "The provider asks for payment (402). It says: it did not work", AccountHint)]
    [InlineData(429, 429, "model_rate_limited", "The provider limits the rate of requests (429). It says: it did not work", LaterHint)]
    [InlineData(504, 504, "model_timeout", "The provider did not answer in time (504).", LaterHint)]
    public async Task A_refusal_before_the_first_word_is_text_with_the_hint_that_fits(int status, int own, string name, string sentence, string hint)
    {
        await using var server = await stack.StartAsync(NoRepeats);
        var failure = ScriptedAnswer.Failure(status);
        server.Provider.Enqueue(failure, failure, failure);

        await new ExpectedError(name, Hinted(sentence, hint), 1011, 200, own).IsShownEverywhereAsync(server, stack.Local().ToJson(), stack.Local());
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_said_to_be()
    {
        await using var server = await stack.StartAsync([.. NoRepeats, ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")]);

        await new ExpectedError(
            "model_unavailable",
            Hinted("The provider could not be reached.", "Please check that the provider is running, and that OPENAI_BASE_URL is its address."), 1011, 200, 502)
            .IsShownEverywhereAsync(server, stack.Local().ToJson(), stack.Local() with { Provider = "local" });
    }

    [Fact]
    public async Task A_provider_without_label_fails_in_plain_words()
    {
        await using var server = await stack.StartAsync([.. NoRepeats, ("OLLAMA_HOST", "127.0.0.1:1")]);

        await new ExpectedError(
            "model_unavailable",
            "\nError: The provider could not be reached.\n\nPlease check that the provider is running, and that OLLAMA_HOST is its address.", 1011, 200, 502)
            .IsShownEverywhereAsync(server, (stack.Local() with { Provider = "ollama" }).ToJson(), stack.Local());
    }

    [Fact]
    public async Task A_provider_that_resets_the_connection_is_incomplete_too()
    {
        await using var server = await stack.StartAsync(NoRepeats);
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas, Reset = true });
        await using var socket = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        server.Provider.Release();
        var end = await socket.ReadToEndAsync();

        Assert.Equal((Hinted("The provider's answer broke off before its end."), 1011, "model_incomplete"), (end.Text, end.Code, end.Reason));
    }

    [Fact]
    public async Task A_model_that_pauses_for_too_long_is_cut_off()
    {
        await using var server = await stack.StartAsync([.. NoRepeats, ("Models:DeltaTimeout", "00:00:03")]);
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });

        var conversation = await server.AskAsync(stack.Local().ToJson());

        Assert.Equal(("So far" + Hinted("The model paused for too long."), 1011, "model_timeout"), (conversation.Text, conversation.Code, conversation.Reason));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_incomplete()
    {
        await using var server = await stack.StartAsync(NoRepeats);
        server.Provider.Enqueue(ScriptedAnswer.Text() with { Finish = null, Done = false });

        var conversation = await server.AskAsync(stack.Local().ToJson());

        Assert.Equal((1011, "model_incomplete"), (conversation.Code, conversation.Reason));
    }

    [Fact]
    public async Task A_context_that_is_too_large_is_left_out_once()
    {
        await using var server = await stack.StartAsync(NoRepeats);
        server.Provider.Enqueue(ScriptedAnswer.Failure(400, code: "context_length_exceeded"), ScriptedAnswer.Text("In general [src/JobRunner.cs:4-6]() yes."));

        var conversation = await server.AskAsync(stack.Local().ToJson());

        // What was not shown is not cited either.
        Assert.Equal(("In general  yes.", 1000), (conversation.Text, conversation.Code));
        Assert.Contains("src/JobRunner.cs", server.Provider.Requests[0].Body);
        Assert.DoesNotContain("src/JobRunner.cs", server.Provider.Requests[1].Body);
        Assert.Contains("too large to come along", server.Provider.Requests[1].Body);
    }

    [Fact]
    public async Task A_request_that_is_too_large_by_itself_is_refused_after_one_more_try()
    {
        await using var server = await stack.StartAsync(NoRepeats);
        server.Provider.Enqueue([.. Enumerable.Repeat(ScriptedAnswer.Failure(400, code: "context_length_exceeded"), 6)]);

        await new ExpectedError("context_too_large", TooLarge, 1011, 200, 422).IsShownEverywhereAsync(server, stack.Local().ToJson(), stack.Local());

        Assert.Equal(7, server.Provider.Requests.Count);
    }

    [Fact]
    public async Task A_passing_fault_before_the_first_word_is_repeated_unseen()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Enqueue(ScriptedAnswer.Failure(503, retryAfter: "0"), ScriptedAnswer.Failure(429, retryAfter: "0"));

        var conversation = await server.AskAsync(stack.Local().ToJson());

        Assert.Equal(("Hello, world.", 1000, 3), (conversation.Text, conversation.Code, server.Provider.Requests.Count));
    }

    [Fact]
    public async Task No_page_key_or_address_of_the_provider_reaches_the_client()
    {
        await using var server = await stack.StartAsync(NoRepeats);
        server.Provider.Enqueue(
            ScriptedAnswer.Html(502), ScriptedAnswer.Failure(401, $"Incorrect API key provided: {ScriptedProvider.Key}"),
            ScriptedAnswer.Failure(500, $"{ScriptedProvider.Key} failed at {server.Provider.BaseAddress}"));

        var texts = new[]
        {
            await server.AskAsync(stack.Local().ToJson()),
            await server.AskAsync(stack.Local().ToJson()),
            await server.AskAsync(stack.Local().ToJson()),
        };

        Assert.All(texts, text => Assert.Equal(1011, text.Code));
        Assert.All(texts, text => Assert.DoesNotContain(ScriptedProvider.Key, text.Text));
        Assert.All(texts, text => Assert.DoesNotContain("secret-in-html", text.Text));
        Assert.DoesNotContain(server.Log.Entries, entry => entry.Text.Contains(ScriptedProvider.Key, StringComparison.Ordinal));
    }

    private static string Hinted(string sentence, string hint = LaterHint) => $"\nError with Openai API: {sentence}\n\n{hint}";
}
