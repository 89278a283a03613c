namespace DeepWiki.AppHost;

internal sealed record ModelParameters(
    IResourceBuilder<ParameterResource> Provider,
    IResourceBuilder<ParameterResource> BaseUrl,
    IResourceBuilder<ParameterResource> ApiKey)
{
    // Getters, because a bare AddParameter(name, secret: true) refuses to start without a value.
    public static ModelParameters AddTo(IDistributedApplicationBuilder builder)
    {
        string Value(string name, string variable, string fallback) =>
            builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[variable] ?? fallback;

        return new(
            builder.AddParameter(
                "model-provider", () => Value("model-provider", "Models:DefaultProvider", "auto"), publishValueAsDefault: true),
            builder.AddParameter(
                "model-base-url", () => Value("model-base-url", "OPENAI_BASE_URL", "https://api.openai.com/v1"), publishValueAsDefault: true),
            builder.AddParameter(
                "model-api-key", () => Value("model-api-key", "OPENAI_API_KEY", ""), secret: true));
    }
}
