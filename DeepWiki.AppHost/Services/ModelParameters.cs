namespace DeepWiki.AppHost.Services;

/// <summary>Which model answers: <c>Parameters:model-…</c>, else the variables that providers' own tools read.</summary>
internal sealed record ModelParameters(
    IResourceBuilder<ParameterResource> Provider, IResourceBuilder<ParameterResource> BaseUrl, IResourceBuilder<ParameterResource> ApiKey)
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    public static string ProviderIn(IConfiguration configuration) => Value(configuration, "model-provider", "Models:DefaultProvider", "auto");

    public static string BaseUrlIn(IConfiguration configuration) => Value(configuration, "model-base-url", "OPENAI_BASE_URL", DefaultBaseUrl);

    public static string ApiKeyIn(IConfiguration configuration) => Value(configuration, "model-api-key", "OPENAI_API_KEY", "");

    /// <summary>For people: the provider and where it is, without what may be secret in an address.</summary>
    public static string Describe(IConfiguration configuration)
    {
        var (provider, address) = (ProviderIn(configuration), BaseUrlIn(configuration));
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "";
        return provider is not ("auto" or "local" or "") ? provider
            : provider != "local" && (ApiKeyIn(configuration).Length > 0 || address != DefaultBaseUrl) ? $"{"openai",-10} {host}"
            : $"{"local",-10} answers quote sources; for a model set OPENAI_API_KEY";
    }

    private static string Value(IConfiguration configuration, string name, string variable, string fallback) =>
        configuration[$"Parameters:{name}"] ?? configuration[variable] ?? fallback;
}
