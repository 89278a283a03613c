using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Core.Models.Catalog;

[Trait("Category", "Unit")]
public sealed class ModelCatalogTests
{
    [Fact]
    public void Every_provider_is_offered_in_the_published_order() =>
        Assert.Equal(
            ["local", "google", "openai", "openrouter", "ollama", "azure", "dashscope", "anthropic"],
            ModelCatalog.BuiltIn.Providers.Select(provider => provider.Id));

    [Theory]
    [InlineData("local", "extractive", "extractive")]
    [InlineData("google", "gemini-2.5-flash", "gemini-2.5-flash, gemini-2.5-flash-lite, gemini-2.5-pro")]
    [InlineData("openai", "gpt-5-nano", "gpt-5, gpt-5-nano, gpt-5-mini, gpt-4o, gpt-4.1, o1, o3, o4-mini")]
    [InlineData(
        "openrouter",
        "openai/gpt-5-nano",
        "openai/gpt-5-nano, openai/gpt-4o, deepseek/deepseek-r1, openai/gpt-4.1, openai/o1, openai/o3, openai/o4-mini, anthropic/claude-3.7-sonnet, "
            + "anthropic/claude-3.5-sonnet")]
    [InlineData("ollama", "qwen3:1.7b", "qwen3:1.7b, llama3:8b, qwen3:8b")]
    [InlineData("azure", "gpt-4o", "gpt-4o, gpt-4, gpt-35-turbo, gpt-4-turbo")]
    [InlineData("dashscope", "qwen-plus", "qwen-plus, qwen-turbo, deepseek-r1")]
    [InlineData("anthropic", "claude-sonnet-5-5", "claude-sonnet-5-5, claude-opus-5-5, claude-haiku-5-5")]
    public void Its_models_stand_in_the_published_order(string provider, string defaultModel, string models)
    {
        var found = ModelCatalog.BuiltIn.Find(provider);

        Assert.Equal(defaultModel, found?.DefaultModel);
        Assert.Equal(models, string.Join(", ", found?.Models.Select(model => model.Id) ?? []));
    }

    [Theory]
    [InlineData("", "local")]
    [InlineData("DASHSCOPE_API_KEY", "dashscope")]
    [InlineData("ANTHROPIC_API_KEY", "anthropic")]
    [InlineData("ANTHROPIC_API_KEY DASHSCOPE_API_KEY", "dashscope")]
    [InlineData("DASHSCOPE_API_KEY OPENROUTER_API_KEY", "openrouter")]
    [InlineData("DASHSCOPE_API_KEY OPENAI_API_KEY", "openai")]
    [InlineData("OPENAI_API_KEY GOOGLE_API_KEY", "google")]
    [InlineData("AZURE_OPENAI_API_KEY", "local")]
    public void The_first_provider_with_a_key_serves_by_default(string keys, string expected)
    {
        using var host = new ProviderHost(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => (key, "any-key")));

        Assert.Equal(expected, host.Models.DefaultProvider);
        Assert.Equal(expected, host.Models.Resolve("", null).Provider);
    }

    [Theory]
    [InlineData(null, 2_000)]
    [InlineData("3", 3)]
    public void As_many_calls_may_run_as_answers(string? answers, int calls)
    {
        using var host = answers is null ? new ProviderHost() : new ProviderHost(("Chat:MaxAnswers", answers));

        Assert.Equal(calls, host.Service<IOptions<ModelOptions>>().Value.CallsAtOnce);
    }

    [Fact]
    public void A_named_default_goes_before_the_keys()
    {
        using var host = new ProviderHost(("Models:DefaultProvider", "ollama"), ("OPENAI_API_KEY", "any-key"));

        Assert.Equal(("ollama", "qwen3:1.7b"), (host.Models.Resolve(null, "").Provider, host.Models.Resolve(null, "").Model));
    }

    [Theory]
    [InlineData("bedrock", null, ErrorCode.UnknownProvider, "Configuration for provider 'bedrock' not found")]
    [InlineData("Local", null, ErrorCode.UnknownProvider, "Configuration for provider 'Local' not found")]
    [InlineData("google", null, ErrorCode.ModelNotConfigured, "Environment variable GOOGLE_API_KEY must be set")]
    [InlineData("azure", null, ErrorCode.ModelNotConfigured, "Environment variable AZURE_OPENAI_API_KEY must be set")]
    [InlineData("ollama", "..", ErrorCode.InvalidRequest, "model: must be at most 200 printable characters")]
    [InlineData("ollama", "line\nbreak", ErrorCode.InvalidRequest, "model: must be at most 200 printable characters")]
    public void What_cannot_be_served_is_refused_before_any_work(string provider, string? model, ErrorCode code, string message)
    {
        using var host = new ProviderHost();

        var error = Assert.Throws<DeepWikiException>(() => host.Models.Resolve(provider, model));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void The_local_provider_answers_any_model_with_its_own()
    {
        using var host = new ProviderHost();

        Assert.Equal("extractive", host.Models.Resolve("local", "gpt-5").Model);
    }

    [Fact]
    public async Task An_embedder_without_its_key_says_what_to_set()
    {
        using var host = new ProviderHost((EmbedderOptions.TypeVariable, "openai"));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() =>
            host.Embedder.GenerateAsync(["x"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((ErrorCode.EmbeddingNotConfigured, "Environment variable OPENAI_API_KEY must be set"), (error.Code, error.Message));
    }
}
