namespace DeepWiki.Core.Models.Catalog;

/// <summary>Names of providers as requests and configuration spell them.</summary>
internal static class ProviderNames
{
    public const string Local = "local";
    public const string Google = "google";
    public const string OpenAI = "openai";
    public const string OpenRouter = "openrouter";
    public const string Ollama = "ollama";
    public const string Azure = "azure";
    public const string DashScope = "dashscope";
    public const string Anthropic = "anthropic";

    /// <summary>The same as OpenTelemetry's conventions for generative models spell them, where they know them.</summary>
    internal static string InTelemetry(string provider) => provider switch
    {
        Google => "gcp.gemini",
        Azure => "azure.ai.openai",
        _ => provider,
    };
}
