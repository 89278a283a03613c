namespace DeepWiki.AppHost.Services;

/// <summary>Parameters of the model that answers: <c>Parameters:model-…</c>, else the variables that providers' own tools read.</summary>
internal sealed record ModelParameters(
    IResourceBuilder<ParameterResource> Provider, IResourceBuilder<ParameterResource> BaseUrl, IResourceBuilder<ParameterResource> ApiKey)
{
    public static string ProviderIn(IConfiguration configuration) => Value(configuration, "model-provider", "Models:DefaultProvider", "auto");

    public static string BaseUrlIn(IConfiguration configuration) => Value(configuration, "model-base-url", "OPENAI_BASE_URL", "https://api.openai.com/v1");

    public static string ApiKeyIn(IConfiguration configuration) => Value(configuration, "model-api-key", "OPENAI_API_KEY", "");

    private static string Value(IConfiguration configuration, string name, string variable, string fallback) =>
        configuration[$"Parameters:{name}"] ?? configuration[variable] ?? fallback;
}
