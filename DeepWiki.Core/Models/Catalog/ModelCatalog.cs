namespace DeepWiki.Core.Models.Catalog;

/// <summary>Every provider and model there is, in the order clients show them.</summary>
/// <param name="Providers">Providers, at least one.</param>
/// <param name="DefaultProvider">Serves requests that name none; null where that hangs on the keys there are.</param>
public sealed record ModelCatalog(IReadOnlyList<CatalogProvider> Providers, string? DefaultProvider)
{
    /// <summary>Catalog that holds without a file.</summary>
    public static ModelCatalog BuiltIn { get; } = new(
    [
        new(ProviderNames.Local, "Local", "extractive", [new("extractive")]),
        new(ProviderNames.Google, "Google", "gemini-2.5-flash", Each(1.0f, 0.8f, "gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-2.5-pro")),
        new(
            ProviderNames.OpenAI,
            "Openai",
            "gpt-5-nano",
            [
                .. Each(1.0f, null, "gpt-5", "gpt-5-nano", "gpt-5-mini"),
                .. Each(0.7f, 0.8f, "gpt-4o", "gpt-4.1"),
                // The interface refuses sampling parameters for it, so none are sent.
                new("o1"),
                .. Each(1.0f, null, "o3", "o4-mini"),
            ]),
        new(
            ProviderNames.OpenRouter,
            "Openrouter",
            "openai/gpt-5-nano",
            [
                .. Each(0.7f, 0.8f, "openai/gpt-5-nano", "openai/gpt-4o", "deepseek/deepseek-r1", "openai/gpt-4.1", "openai/o1"),
                .. Each(1.0f, null, "openai/o3", "openai/o4-mini"),
                .. Each(0.7f, 0.8f, "anthropic/claude-3.7-sonnet", "anthropic/claude-3.5-sonnet"),
            ]),
        new(
            ProviderNames.Ollama,
            "Ollama",
            "qwen3:1.7b",
            [new("qwen3:1.7b", 0.7f, 0.8f, 32_000), new("llama3:8b", 0.7f, 0.8f, 8_000), new("qwen3:8b", 0.7f, 0.8f, 32_000)]),
        new(
            ProviderNames.Azure,
            "Azure",
            "gpt-4o",
            [new("gpt-4o", 0.7f, 0.8f), new("gpt-4", 0.7f, 0.8f, 8_192), new("gpt-35-turbo", 0.7f, 0.8f, 16_385), new("gpt-4-turbo", 0.7f, 0.8f)]),
        new(ProviderNames.DashScope, "Dashscope", "qwen-plus", Each(0.7f, 0.8f, "qwen-plus", "qwen-turbo", "deepseek-r1")),
        // Not published. Its newer models refuse sampling parameters.
        new(ProviderNames.Anthropic, "Anthropic", "claude-sonnet-5-5", Each(null, null, "claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-5-5")),
    ],
    null);

    public CatalogProvider? Find(string provider) => Providers.FirstOrDefault(known => known.Id == provider);

    private static CatalogModel[] Each(float? temperature, float? topP, params string[] ids) =>
        [.. ids.Select(id => new CatalogModel(id, temperature, topP))];
}
