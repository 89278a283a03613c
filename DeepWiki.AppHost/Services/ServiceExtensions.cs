namespace DeepWiki.AppHost.Services;

/// <summary>What the two services of the graph have in common.</summary>
internal static class ServiceExtensions
{
    // Getters, because AddParameter(name, secret: true) alone refuses to start without a value.
    public static ModelParameters AddModelParameters(this IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        return new(
            builder.AddParameter("model-provider", () => ModelParameters.ProviderIn(configuration), publishValueAsDefault: true),
            builder.AddParameter("model-base-url", () => ModelParameters.BaseUrlIn(configuration), publishValueAsDefault: true),
            builder.AddParameter("model-api-key", () => ModelParameters.ApiKeyIn(configuration), secret: true));
    }

    public static IResourceBuilder<ProjectResource> WithModels(this IResourceBuilder<ProjectResource> project, ModelParameters models) =>
        project
            .WithEnvironment("Models__DefaultProvider", models.Provider)
            .WithEnvironment("OPENAI_BASE_URL", models.BaseUrl)
            .WithEnvironment("OPENAI_API_KEY", models.ApiKey);

    /// <summary>
    /// Starts the program that the build made instead of <c>dotnet run --no-build</c>, which costs 70 MB and seconds for each service. Debuggers
    /// and unbuilt projects keep Aspire's way.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunBuiltProgram(this IResourceBuilder<ProjectResource> project)
    {
        var builder = project.ApplicationBuilder;
        var projectFile = project.Resource.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(projectFile);
        // artifacts/bin/PROJECT/CONFIGURATION/PROGRAM, as UseArtifactsOutput lays it out.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, name));
        if (builder.ExecutionContext.IsRunMode && builder.Configuration["DEBUG_SESSION_PORT"] is null && File.Exists(program))
        {
            project.Resource.Annotations.Add(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(projectFile) ?? "/" });
        }

        return project;
    }

    /// <summary>The pages that people open, beside the address itself.</summary>
    public static void AddPages(this ResourceUrlsCallbackContext context)
    {
        var http = context.GetEndpoint("http");
        if (http is not { IsAllocated: true })
        {
            return;
        }

        foreach (var url in context.Urls.Where(url => url.Endpoint?.EndpointName == http.EndpointName))
        {
            url.DisplayText = "Wiki";
        }

        context.Urls.Add(new ResourceUrlAnnotation { Url = $"{http.Url}/api-reference", DisplayText = "API reference" });
        context.Urls.Add(new ResourceUrlAnnotation { Url = $"{http.Url}/health", DisplayText = "Health", DisplayLocation = UrlDisplayLocation.DetailsOnly });
    }
}
