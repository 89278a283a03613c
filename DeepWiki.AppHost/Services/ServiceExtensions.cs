namespace DeepWiki.AppHost.Services;

/// <summary>Settings that both services of the graph share.</summary>
internal static class ServiceExtensions
{
    /// <summary>
    /// Their values are getters, because <c>AddParameter(name, secret: true)</c> alone refuses to start without one. A published default stands in
    /// the manifest for all to read, so an address with a password is a secret.
    /// </summary>
    public static ModelParameters AddModelParameters(this IDistributedApplicationBuilder builder)
    {
        var isSecret = Uri.TryCreate(ModelParameters.BaseUrlIn(builder.Configuration), UriKind.Absolute, out var address) && address.UserInfo.Length > 0;
        return new(
            builder.AddParameter("model-provider", () => ModelParameters.ProviderIn(builder.Configuration), publishValueAsDefault: true),
            builder.AddParameter("model-base-url", () => ModelParameters.BaseUrlIn(builder.Configuration), publishValueAsDefault: !isSecret, secret: isSecret),
            builder.AddParameter("model-api-key", () => ModelParameters.ApiKeyIn(builder.Configuration), secret: true));
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
        var program = Path.GetFullPath(Path.Combine("..", "..", name, configuration, name), AppContext.BaseDirectory);
        return builder.ExecutionContext.IsRunMode && builder.Configuration["DEBUG_SESSION_PORT"] is null && File.Exists(program)
            ? project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(projectFile) ?? "/" })
            : project;
    }
}
