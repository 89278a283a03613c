namespace DeepWiki.ChatApi.Legacy.Errors;

/// <summary>Name of a provider in errors of the published protocol, and the setting they tell the user to make.</summary>
internal sealed record ProviderHint(string Label, string Setting)
{
    /// <summary>The published sentence about a key that is missing or wrong.</summary>
    public string Key => $"Please check that you have set the {Setting}";

    public static ProviderHint? For(string? provider) => provider switch
    {
        "openrouter" => new("OpenRouter", "OPENROUTER_API_KEY environment variable with a valid API key."),
        "openai" => new("Openai", "OPENAI_API_KEY environment variable with a valid API key."),
        "azure" => new("Azure AI", "AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT, and AZURE_OPENAI_VERSION environment variables with valid values."),
        "dashscope" => new("Dashscope", "DASHSCOPE_API_KEY (and optionally DASHSCOPE_WORKSPACE_ID) environment variables with valid values."),
        _ => null,
    };
}
