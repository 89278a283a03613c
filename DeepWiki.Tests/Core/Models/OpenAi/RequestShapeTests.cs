using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.OpenAi;

/// <summary>Requests that each vendor receives, seen from its side of the wire.</summary>
[Trait("Category", "Integration")]
public sealed class RequestShapeTests : IAsyncLifetime
{
    private const string Key = "sk-shape-key";

    private ScriptedProvider provider = null!; // Set before every test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => provider.BaseAddress.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync() => provider = await ScriptedProvider.StartAsync(Token);

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    /// <summary>Provider, key's name, path of its base address, model asked for, model sent, temperature, top_p.</summary>
    public static TheoryData<string, string?, string, string?, string, double?, double?> Compatible { get; } = new()
    {
        { "openai", "OPENAI_API_KEY", "/v1", null, "gpt-5-nano", 1.0, null },
        { "openai", "OPENAI_API_KEY", "/v1", "gpt-4.1", "gpt-4.1", 0.7, 0.8 },
        { "openai", "OPENAI_API_KEY", "/v1", "o1", "o1", null, null },
        { "openai", "OPENAI_API_KEY", "/behind/a/proxy/v1", "my own model", "my own model", 1.0, null },
        { "google", "GOOGLE_API_KEY", "/v1beta/openai", null, "gemini-2.5-flash", 1.0, 0.8 },
        { "openrouter", "OPENROUTER_API_KEY", "/api/v1", null, "openai/gpt-5-nano", 0.7, 0.8 },
        { "openrouter", "OPENROUTER_API_KEY", "/api/v1", "anthropic/claude-3.7-sonnet", "anthropic/claude-3.7-sonnet", 0.7, 0.8 },
        { "dashscope", "DASHSCOPE_API_KEY", "/compatible-mode/v1", null, "qwen-plus", 0.7, 0.8 },
        { "ollama", null, "/v1", null, "qwen3:1.7b", 0.7, 0.8 },
    };

    [Theory]
    [MemberData(nameof(Compatible), DisableDiscoveryEnumeration = true)]
    public async Task A_chat_goes_to_the_compatible_address_with_key_model_and_parameters(
        string name, string? keyName, string path, string? model, string sentModel, double? temperature, double? topP)
    {
        using var host = new ProviderHost(($"Models:BaseAddresses:{name}", Root + path), (keyName ?? "UNUSED", Key));

        await AskAsync(host, name, model);

        var request = Assert.Single(provider.Requests);
        Assert.Equal(path + "/chat/completions", request.Path);
        Assert.Equal("", request.Query);
        Assert.Equal(keyName is null ? null : "Bearer " + Key, request.Headers.GetValueOrDefault("Authorization"));
        Assert.False(request.Headers.ContainsKey("api-key"));
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(request.Json.GetProperty("stream").GetBoolean());
        Assert.Equal(sentModel, request.Json.GetProperty("model").GetString());
        Assert.Equal(temperature, Number(request.Json, "temperature"));
        Assert.Equal(topP, Number(request.Json, "top_p"));
        Assert.Equal(["system", "user", "assistant", "user"], Messages(request).Select(message => message.Role));
        Assert.Equal(["Be brief.", "Hi", "Hello.", "Why?"], Messages(request).Select(message => message.Content));
    }

    [Fact]
    public async Task Azure_gets_its_deployment_its_version_and_its_own_key_header()
    {
        using var host = new ProviderHost(("AZURE_OPENAI_API_KEY", Key), ("AZURE_OPENAI_ENDPOINT", Root + "/"));

        await AskAsync(host, "azure", null);

        var request = Assert.Single(provider.Requests);
        Assert.Equal("/openai/deployments/gpt-4o/chat/completions", request.Path);
        Assert.Equal("?api-version=2024-10-21", request.Query);
        Assert.Equal(Key, request.Headers["api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.True(request.Json.GetProperty("stream").GetBoolean());
        Assert.Equal(0.7, Number(request.Json, "temperature"));
        Assert.Equal(0.8, Number(request.Json, "top_p"));
    }

    [Fact]
    public async Task DashScope_is_told_the_workspace()
    {
        using var host = new ProviderHost(
            ("Models:BaseAddresses:dashscope", Root + "/v1"), ("DASHSCOPE_API_KEY", Key), ("DASHSCOPE_WORKSPACE_ID", "workspace-7"));

        await AskAsync(host, "dashscope", null);

        Assert.Equal("workspace-7", Assert.Single(provider.Requests).Headers["X-DashScope-WorkSpace"]);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("http://{0}")]
    [InlineData("http://{0}/")]
    [InlineData("http://{0}/v1/")]
    public async Task The_host_of_Ollama_may_be_written_in_any_form(string form)
    {
        using var host = new ProviderHost(("OLLAMA_HOST", string.Format(null, form, provider.BaseAddress.Authority)));

        await AskAsync(host, "ollama", null);

        Assert.Equal("/v1/chat/completions", Assert.Single(provider.Requests).Path);
    }

    [Theory]
    [InlineData("openai", "OPENAI_API_KEY", "text-embedding-3-small", 256, "question", "file")]
    [InlineData("google", "GOOGLE_API_KEY", "gemini-embedding-001", 768, "question", "file")]
    [InlineData("ollama", "UNUSED", "nomic-embed-text", null, "search_query: question", "search_document: file")]
    public async Task Embeddings_name_their_model_and_mark_questions_and_files(
        string name, string keyName, string model, int? dimensions, string question, string file)
    {
        provider.Embeddings = new ScriptedEmbeddings { Dimensions = 768 };
        using var host = new ProviderHost(($"Models:BaseAddresses:{name}", Root + "/v1"), (keyName, Key), (EmbedderOptions.TypeVariable, name));

        await host.Embedder.GenerateAsync(["question"], EmbeddingKind.Query(), Token);
        await host.Embedder.GenerateAsync(["file"], cancellationToken: Token);

        Assert.All(provider.Requests, request =>
        {
            Assert.Equal("/v1/embeddings", request.Path);
            Assert.Equal(model, request.Json.GetProperty("model").GetString());
            Assert.Equal(dimensions, (int?)Number(request.Json, "dimensions"));
        });
        Assert.Equal([question, file], provider.Requests.Select(request => request.Json.GetProperty("input")[0].GetString()));
    }

    [Fact]
    public async Task A_model_that_Ollama_lacks_is_named_with_the_command_to_get_it()
    {
        provider.Embeddings = new ScriptedEmbeddings { Status = 404 };
        using var host = new ProviderHost(("OLLAMA_HOST", provider.BaseAddress.Authority), (EmbedderOptions.TypeVariable, "ollama"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => host.Embedder.GenerateAsync(["text"], cancellationToken: Token));

        Assert.Equal(ErrorCode.EmbeddingModelMissing, error.Code);
        Assert.Equal("Ollama model 'nomic-embed-text' not found. Please run 'ollama pull nomic-embed-text' to install it.", error.Message);
    }

    [Fact]
    public async Task Nothing_follows_a_redirect()
    {
        await using var elsewhere = await ScriptedProvider.StartAsync(Token);
        provider.Chat = ScriptedAnswer.Failure(308) with { Location = elsewhere.BaseAddress + "/chat/completions" };
        using var host = ProviderHost.For(provider);

        await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(host, "openai", null));

        Assert.Empty(elsewhere.Requests);
    }

    private static Task<ChatResponse> AskAsync(ProviderHost host, string name, string? model) => host.Chat(name, model).GetResponseAsync(
        [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello."), new(ChatRole.User, "Why?")],
        cancellationToken: Token);

    private static double? Number(JsonElement json, string name) => json.TryGetProperty(name, out var number) ? Math.Round(number.GetDouble(), 3) : null;

    private static List<(string? Role, string? Content)> Messages(RecordedRequest request) =>
        [
            .. request.Json.GetProperty("messages")
                .EnumerateArray()
                .Select(message => (message.GetProperty("role").GetString(), Text(message.GetProperty("content")))),
        ];

    // A content is a string or a list of parts; both are the protocol's.
    private static string? Text(JsonElement content) =>
        content.ValueKind == JsonValueKind.String
            ? content.GetString()
            : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
}
