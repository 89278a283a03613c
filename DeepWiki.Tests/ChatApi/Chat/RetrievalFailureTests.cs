using System.Text.Json.Nodes;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Stores;
using DeepWiki.Tests.Support.Telemetry;
using Npgsql;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>A search that fails is never left out in silence: it goes by words alone and says so, or the question fails.</summary>
[Trait("Category", "Integration")]
public sealed class RetrievalFailureTests(StoresFixture stores) : IAsyncLifetime
{
    private ScriptedProvider? provider;
    private ChatStack? stack;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScriptedProvider Provider => provider ?? throw new InvalidOperationException("Not started.");

    private ChatStack Stack => stack ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        stack = new ChatStack(stores)
        {
            Settings =
            [
                ("DEEPWIKI_EMBEDDER_TYPE", "openai"),
                ("OPENAI_API_KEY", ScriptedProvider.Key),
                ("OPENAI_BASE_URL", provider.BaseAddress.ToString()),
                ("Embeddings:MaxAttempts", "1"),
            ],
        };
        await stack.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stack.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [Fact]
    public async Task A_whole_search_is_not_marked()
    {
        await using var server = await Stack.StartAsync();

        var (_, stream, retrieval) = await AskAsync(server, Stack.Local());

        Assert.Equal((false, false), (stream.GetTagItem(Tags.Degraded), retrieval.GetTagItem(Tags.Degraded)));
        Assert.DoesNotContain("searched by words alone", Provider.Requests[^1].Body);
    }

    [Theory]
    [InlineData(500, EmbeddingFault.None)]
    [InlineData(401, EmbeddingFault.None)]
    [InlineData(200, EmbeddingFault.WrongLength)]
    [InlineData(200, EmbeddingFault.Garbage)]
    [InlineData(200, EmbeddingFault.Reset)]
    [InlineData(200, EmbeddingFault.Hang)]
    public async Task A_question_that_cannot_be_embedded_is_searched_by_words_and_the_answer_is_to_say_so(int status, EmbeddingFault fault)
    {
        await using var server = await Stack.StartAsync(("Retrieval:QuestionEmbeddingTimeout", "00:00:00.5"));
        Assert.Equal(1000, (await server.AskAsync(Stack.Local().ToJson())).Code);
        Provider.Embeddings = new ScriptedEmbeddings { Status = status, Fault = fault };

        var (conversation, stream, retrieval) = await AskAsync(server, Stack.Local());

        Assert.Equal((1000, "Hello, world."), (conversation.Code, conversation.Text));
        Assert.Equal((true, true), (stream.GetTagItem(Tags.Degraded), retrieval.GetTagItem(Tags.Degraded)));
        Assert.Contains("searched by words alone", Provider.Requests[^1].Body);
        Assert.Contains("path: src/JobRunner.cs", Provider.Requests[^1].Body);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Without_a_key_for_embeddings_the_local_answer_says_that_it_searched_by_words()
    {
        await using (var server = await Stack.StartAsync())
        {
            Assert.Equal(1000, (await server.AskAsync(Stack.Local().ToJson())).Code);
        }

        await using var without = await Stack.StartAsync(("OPENAI_API_KEY", ""));

        var conversation = await without.AskAsync((Stack.Local() with { Provider = "local" }).ToJson());

        Assert.Equal(1000, conversation.Code);
        Assert.Contains("](/api/repositories/", conversation.Text);
        Assert.EndsWith("\n*The repository was searched by words alone; passages in other words may be missing.*\n", conversation.Text);
    }

    [Fact]
    public async Task After_a_change_of_the_embedding_model_the_old_index_answers_by_words_while_the_new_one_is_asked_for()
    {
        await using (var server = await Stack.StartAsync())
        {
            Assert.Equal(1000, (await server.AskAsync(Stack.Local().ToJson())).Code);
        }

        await using var changed = await Stack.StartAsync(("Embeddings:Dimensions", "8"));

        var (conversation, stream, _) = await AskAsync(changed, Stack.Local());

        Assert.Equal((1000, "Hello, world."), (conversation.Code, conversation.Text));
        Assert.Equal(true, stream.GetTagItem(Tags.Degraded));
        Assert.Contains("searched by words alone", Provider.Requests[^1].Body);
        Assert.Contains("path: src/JobRunner.cs", Provider.Requests[^1].Body);
        Assert.Equal(1L, await Stack.Database.ScalarAsync<long>("select count(*) from jobs where settings->>'profile' = 'openai/text-embedding-3-small-v1-8'"));
    }

    [Fact]
    public async Task A_database_that_fails_in_the_middle_of_a_search_ends_it_on_every_route()
    {
        await using var server = await Stack.StartAsync();
        var id = await IndexAsync(server);

        var conversation = await FailAsync(() => server.AskAsync(Stack.Local().ToJson()));
        var old = await FailAsync(() => server.PostAsync("/chat/completions/stream", Stack.Local().ToJson()));
        var own = await FailAsync(() => server.PostAsync("/api/chat/stream", Stack.Local().ToJson()));
        var search = await FailAsync(() => SearchAsync(server, id, "text"));

        Assert.Equal((1011, "internal"), (conversation.Code, conversation.Reason));
        Assert.Matches(@"^Error: An internal error occurred \(trace [0-9a-f]{32}\)$", conversation.Text);
        Assert.Equal(500, old.Status);
        Assert.Matches(@"^\{""detail"":""Error in streaming chat completion: An internal error occurred \(trace [0-9a-f]{32}\)""\}$", old.Body);
        Assert.Equal(500, own.Status);
        Assert.Contains("\"code\":\"internal\"", own.Body);
        Assert.All((string[])[conversation.Text, old.Body, own.Body], text => Assert.DoesNotContain("57P01", text));
        Assert.Equal((500, "internal"), (search.Status, search.Code));
        Assert.Equal(4, server.Log.Errors.Count());
        Assert.Equal((1000, "Hello, world."), await server.AskAsync(Stack.Local().ToJson()) is var next ? (next.Code ?? 0, next.Text) : default);
    }

    [Theory]
    [InlineData(500, EmbeddingFault.None, "model_unavailable", 502)]
    [InlineData(200, EmbeddingFault.Hang, "model_timeout", 504)]
    public async Task A_search_that_cannot_embed_goes_by_words_and_says_so_or_fails_where_vectors_alone_have_a_say(
        int status, EmbeddingFault fault, string code, int httpStatus)
    {
        await using var server = await Stack.StartAsync(("Retrieval:QuestionEmbeddingTimeout", fault == EmbeddingFault.Hang ? "00:00:00.5" : "00:01:00"));
        var id = await IndexAsync(server);
        Provider.Embeddings = new ScriptedEmbeddings { Status = status, Fault = fault };

        var hybrid = await SearchAsync(server, id, "hybrid");
        var asked = Provider.Requests.Count;
        var text = await SearchAsync(server, id, "text");
        Assert.Equal(asked, Provider.Requests.Count);
        var vector = await SearchAsync(server, id, "vector");

        Assert.Equal((200, "question_embedding", "src/JobRunner.cs"), (hybrid.Status, hybrid.Degraded, hybrid.First));
        Assert.Equal((200, "", "src/JobRunner.cs"), (text.Status, text.Degraded, text.First));
        Assert.Equal((httpStatus, code), (vector.Status, vector.Code));
    }

    [Fact]
    public async Task A_search_in_an_index_that_lacks_some_embeddings_says_so_where_they_have_a_say()
    {
        await using var server = await Stack.StartAsync();
        var id = await IndexAsync(server);
        Assert.Equal("hybrid:, vector:, symbol:", await DegradedAsync());

        await Stack.Database.ScalarAsync<object>("update index_views set degraded = true");

        Assert.Equal("hybrid:embeddings, vector:embeddings, symbol:", await DegradedAsync());

        async Task<string> DegradedAsync()
        {
            var modes = new List<string>();
            foreach (var mode in (string[])["hybrid", "vector", "symbol"])
            {
                modes.Add($"{mode}:{(await SearchAsync(server, id, mode)).Degraded}");
            }

            return string.Join(", ", modes);
        }
    }

    [Fact]
    public async Task After_a_change_of_the_embedding_model_the_old_index_is_searched_by_words_and_not_by_vectors()
    {
        string id;
        await using (var server = await Stack.StartAsync())
        {
            id = await IndexAsync(server);
        }

        await using var changed = await Stack.StartAsync(("Embeddings:Dimensions", "8"));

        var hybrid = await SearchAsync(changed, id, "hybrid");
        var vector = await SearchAsync(changed, id, "vector");

        Assert.Equal((200, "embeddings", "src/JobRunner.cs"), (hybrid.Status, hybrid.Degraded, hybrid.First));
        Assert.Equal((503, "index_not_ready"), (vector.Status, vector.Code));
    }

    private async Task<string> IndexAsync(ChatServer server)
    {
        Assert.Equal(1000, (await server.AskAsync(Stack.Local().ToJson())).Code);
        return await Stack.Database.ScalarAsync<string>("select public_id from repositories");
    }

    private static async Task<(int Status, string? Code, string? Degraded, string? First)> SearchAsync(ChatServer server, string id, string mode)
    {
        using var response = await server.Http.GetAsync($"/api/repositories/{id}/search?q=What does the JobRunner do with a failed job%3F&mode={mode}", Token);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token));
        return (
            (int)response.StatusCode,
            (string?)body?["code"],
            body?["degraded"] is JsonArray degraded ? string.Join(' ', degraded) : null,
            (string?)body?["items"]?[0]?["path"]);
    }

    /// <summary>Ends the database's side of a search while it runs: a lock makes it wait long enough to be met.</summary>
    private async Task<T> FailAsync<T>(Func<Task<T>> ask)
    {
        await using var connection = await Stack.Database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using (var hold = new NpgsqlCommand("lock table lexical in access exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync(Token);
        }

        var asked = ask();
        await using var end = Stack.Database.DataSource.CreateCommand( // Not in the transaction, which sees the activity of its beginning.
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        while (await end.ExecuteScalarAsync(Token) is 0L)
        {
            await Task.Delay(10, Token);
        }

        return await asked;
    }

    private async Task<(RawConversation Conversation, System.Diagnostics.Activity Stream, System.Diagnostics.Activity Retrieval)> AskAsync(
        ChatServer server, ChatQuestion question)
    {
        using var spans = new SpanRecorder();
        await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"traceparent: {spans.TraceParent}");
        await socket.SendTextAsync(question.ToJson());
        var conversation = await socket.ReadToEndAsync();
        return (conversation, await spans.EndedAsync(Spans.ChatStream), await spans.EndedAsync(Spans.Retrieve));
    }
}
