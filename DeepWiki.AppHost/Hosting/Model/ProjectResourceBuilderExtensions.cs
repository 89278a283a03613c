using System.Reflection;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>Adds the services of this repository.</summary>
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => Add<TProject>(builder, name, LaunchProfiles.Choose);

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() =>
        Add<TProject>(builder, name, (_, profiles) => profiles.FirstOrDefault(profile => profile.Name == launchProfileName));

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) => replicas == 1
        ? builder
        : throw new DistributedApplicationException($"'{builder.Resource.Name}' asks for {replicas} replicas: the local host starts exactly one.");

    private static IResourceBuilder<ProjectResource> Add<TProject>(
        IDistributedApplicationBuilder builder,
        string name,
        Func<IDistributedApplicationBuilder, IReadOnlyList<LaunchProfile>, LaunchProfile?> choose)
        where TProject : IProjectMetadata, new()
    {
        var path = new TProject().ProjectPath;
        var target = typeof(TProject).GetField("TargetPath", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) as string;
        var profile = choose(builder, LaunchProfiles.Read(path));
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectAnnotation(path, target, profile));
        // No developer certificate is assumed, so https addresses are left out.
        foreach (var url in profile?.Urls.Where(url => url.Scheme == Uri.UriSchemeHttp) ?? [])
        {
            var count = project.Resource.Annotations.OfType<EndpointAnnotation>().Count();
            project.WithAnnotation(new EndpointAnnotation(count == 0 ? "http" : $"http{count + 1}", "http") { Port = url.Port });
        }

        return builder.ExecutionContext.IsPublishMode ? project.Publish() : project;
    }

    // The ingress of a deployment ends TLS: whoever listens for http there is reached by https too.
    private static IResourceBuilder<ProjectResource> Publish(this IResourceBuilder<ProjectResource> project)
    {
        if (project.Resource.Annotations.OfType<EndpointAnnotation>().Any())
        {
            project.WithAnnotation(new EndpointAnnotation("https", "https"));
        }

        return project.WithEnvironment(WriteDeployment);
    }

    private static void WriteDeployment(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        var endpoints = context.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint is { Scheme: "http", Variable: null }).ToList();
        if (endpoints.Count > 0 && context.Resource is IResourceWithEndpoints owner)
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            context.EnvironmentVariables["HTTP_PORTS"] = Ports(owner, endpoints);
        }
    }

    // 8080;8081
    private static ReferenceExpression Ports(IResourceWithEndpoints owner, IReadOnlyList<EndpointAnnotation> endpoints)
    {
        var text = new ReferenceExpression.ExpressionInterpolatedStringHandler(endpoints.Count - 1, endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            text.AppendLiteral(endpoint == endpoints[0] ? "" : ";");
            text.AppendFormatted(new EndpointReference(owner, endpoint.Name).Property(EndpointProperty.TargetPort));
        }

        return ReferenceExpression.Create(text);
    }
}
