using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Models;

[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class ModelEndpointTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_provider_says_if_it_can_be_asked_and_what_to_set()
    {
        await using var server = await stack.StartAsync();

        var providers = await GetAsync(server);

        Assert.Equal(
            ["local", "google", "openai", "openrouter", "ollama", "azure", "dashscope", "anthropic"], providers.Select(provider => (string?)provider["id"]));
        Assert.Equal((true, null), Availability(providers, "local"));
        Assert.Equal((true, null), Availability(providers, "openai"));
        Assert.Equal((false, "Environment variable ANTHROPIC_API_KEY must be set."), Availability(providers, "anthropic"));
        Assert.Equal((false, "Environment variable AZURE_OPENAI_API_KEY must be set."), Availability(providers, "azure"));
        var models = providers.Single(provider => (string?)provider["id"] == "openai")["models"]?.AsArray() ?? [];
        Assert.Equal("gpt-5-nano", (string?)Assert.Single(models, model => (bool?)model?["isDefault"] == true)?["id"]);
    }

    [Fact]
    public async Task A_provider_whose_model_has_failed_in_a_row_is_not_available_for_a_while()
    {
        await using var server = await stack.StartAsync(("Models:MaxRetries", "0"));
        server.Provider.Enqueue([.. Enumerable.Repeat(ScriptedAnswer.Failure(503), 5)]);
        for (var question = 0; question < 5; question++)
        {
            await server.AskAsync(stack.Local().ToJson());
        }

        var (available, reason) = Availability(await GetAsync(server), "openai");

        Assert.False(available);
        Assert.StartsWith("Model gpt-5-nano has failed several times in a row.", reason, StringComparison.Ordinal);
    }

    private static async Task<List<JsonNode>> GetAsync(ChatServer server) =>
        [.. JsonNode.Parse(await server.Http.GetStringAsync("/api/models", Token))?.AsArray().OfType<JsonNode>() ?? []];

    private static (bool? Available, string? Reason) Availability(List<JsonNode> providers, string id)
    {
        var provider = providers.Single(provider => (string?)provider["id"] == id);
        return ((bool?)provider["available"], (string?)provider["reason"]);
    }
}
