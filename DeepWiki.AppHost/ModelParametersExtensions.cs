namespace DeepWiki.AppHost;

internal static class ModelParametersExtensions
{
    public static IResourceBuilder<ProjectResource> WithModels(this IResourceBuilder<ProjectResource> project, ModelParameters models) =>
        project
            .WithEnvironment("Models__DefaultProvider", models.Provider)
            .WithEnvironment("OPENAI_BASE_URL", models.BaseUrl)
            .WithEnvironment("OPENAI_API_KEY", models.ApiKey);
}
