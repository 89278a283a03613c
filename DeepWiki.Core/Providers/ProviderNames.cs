namespace DeepWiki.Core.Providers;

/// <summary>Names of providers as requests and configuration spell them.</summary>
public static class ProviderNames
{
    public const string Local = "local";
    public const string Google = "google";
    public const string OpenAI = "openai";
    public const string OpenRouter = "openrouter";
    public const string Ollama = "ollama";
    public const string Azure = "azure";
    public const string DashScope = "dashscope";
}
