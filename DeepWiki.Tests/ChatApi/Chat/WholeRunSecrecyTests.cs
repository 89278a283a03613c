using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>After everything a client can do, with all secrets it can have, every place is searched where one of them could lie.</summary>
[Trait("Category", "Integration")]
public sealed class WholeRunSecrecyTests(StoresFixture stores) : IAsyncLifetime
{
    private const string GitToken = "canary-git+/0123456789=token";
    private const string WrongToken = "canary-wrong+/0123456789=token";
    private const string ApiKey = "canary-key+/0123456789=access";
    private const string Code = "canary-code+/0123456789=delete";

    private readonly ChatStack stack = new(stores) { Settings = [("Logging:LogLevel:Default", "Trace")] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = GitToken;
    }

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task No_secret_no_path_and_no_stack_is_anywhere()
    {
        await using var server = await stack.StartAsync(
            ("Security:ApiKeys:0", ApiKey), ("Security:Anonymous", "read"), ("DEEPWIKI_AUTH_MODE", "true"), ("DEEPWIKI_AUTH_CODE", Code));
        using var spans = new SpanRecorder();
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        server.Http.DefaultRequestHeaders.Add("traceparent", spans.TraceParent);
        var repository = stack.Serve("secrecy/whole").RepositoryUrl;
        var client = new LegacyClient(server, repository, "github", "openai", "secrecy", "whole")
        {
            RepositoryToken = GitToken,
            Headers = [$"Authorization: Bearer {ApiKey}", $"traceparent: {spans.TraceParent}"],
        };

        var told = await UseEverythingAsync(client, server, repository);
        await spans.EndedAsync(Spans.JobRun);

        string[] secrets = [.. new[] { GitToken, WrongToken, ApiKey, Code, ScriptedProvider.Key }.SelectMany(SecretForms.From)];
        var seen = told + '\n' + string.Join('\n', server.Log.Entries.Concat(stack.IndexerLog.Entries).Select(entry => entry.Text)) + spans.Text()
            + string.Join('\n', server.Provider.Requests.Select(request => request.Body));
        Assert.NotEmpty(server.Provider.Requests);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await new Sinks(stack.Database, stack.Redis, stack.Folder).FindAsync(secrets));

        // What callers are told names no place on this machine and no line of ours.
        Assert.DoesNotContain(stack.Folder, told, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\n\s+at |DeepWiki\.(Core|ChatApi|Indexer)\b|Npgsql|\.cs:line", told);
    }

    /// <summary>The whole way, then everything that fails, and all that was answered.</summary>
    private static async Task<string> UseEverythingAsync(LegacyClient client, ChatServer server, string repository)
    {
        var told = new List<string>();
        var outline = await client.OutlineAsync("README.md", "# Runner", isComprehensive: true);
        var page = outline["pages"]?[0] ?? throw new InvalidOperationException("An outline has pages.");
        var content = await client.PageAsync(page);
        told.AddRange([
            outline.ToJsonString(), content, await client.AskAsync(("user", "What runs jobs?")), await client.AskOverHttpAsync(("user", "What runs jobs?"))
        ]);
        told.AddRange(await client.ResearchAsync("What runs jobs?"));
        var written = page.DeepClone();
        written["content"] = $"The page quotes {GitToken} and {content}";
        await client.SaveAsync(outline, new JsonObject { ["page"] = written });
        told.Add((await client.LoadAsync())?.ToJsonString() ?? "");
        told.Add((await client.GetAsync("/api/processed_projects")).ToJsonString());
        told.Add((await client.ExportAsync([page.DeepClone()], "json")).Text);
        told.Add((await client.DeleteAsync()).Body);
        told.Add((await client.DeleteAsync(Code)).Body);
        told.Add((await server.PostAsync("/auth/validate", $$"""{"code":"{{Code}}"}""")).Body);

        server.Provider.Chat = ScriptedAnswer.Failure(401);
        told.Add(await client.AskAsync(("user", "What fails?")));
        var wrong = new ChatQuestion(repository) { Type = "github", Token = WrongToken }.ToJson();
        told.Add((await server.PostAsync("/chat/completions/stream", wrong)).Body);
        told.Add((await server.PostAsync("/api/chat/stream", wrong)).Body);
        told.Add((await server.PostAsync("/api/chat/stream", $$"""{"token":["{{GitToken}}"],"messages":"{{GitToken}}"}""")).Body);
        told.Add((await server.PostAsync("/api/chat/stream", $"{{\"token\":\"{GitToken}\",")).Body);
        told.Add((await server.PostAsync("/api/wiki_cache", $"{{\"repo\":{{\"token\":[\"{GitToken}\"]}}}}")).Body);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey + "x");
        told.Add((await server.PostAsync("/api/chat/stream", wrong)).Body);
        return string.Join('\n', told);
    }
}
