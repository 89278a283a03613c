using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>What can be said of any resource.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Set(name, () => value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, Func<string> callback)
        where T : IResourceWithEnvironment => builder.Set(name, callback);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentAnnotation(callback));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Set(name, () => parameter.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.Set(name, () => endpointReference);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => builder.Set(name, () => value);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment => builder.WithEnvironment(name, ReferenceExpression.Create(value));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string envVarName, IResourceBuilder<IResourceWithConnectionString> resource)
        where T : IResourceWithEnvironment => builder.Set(envVarName, () => resource.Resource);

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.WithAnnotation(new ArgumentsAnnotation(args));

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var flags = builder.Flags();
        return builder.WithEnvironment(context => References.Write(context, source.Resource, connectionName, flags));
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var flags = builder.Flags();
        return builder.WithEnvironment(context => References.Write(context, source.Resource, only: null, flags));
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        var flags = builder.Flags();
        return builder.WithEnvironment(context => References.Write(context, endpointReference.Resource, endpointReference.EndpointName, flags));
    }

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, exitCode: null);

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, exitCode);

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new EndpointAnnotation(name ?? "http", "http") { Port = targetPort ?? port, PublicPort = port, TargetPort = targetPort, Variable = env });

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoints = builder.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name).ToList();
        string[] candidates = endpointName is null ? ["https", "http"] : [endpointName];
        var name = candidates.FirstOrDefault(endpoints.Contains) ?? throw new DistributedApplicationException(
            $"'{builder.Resource.Name}' has no http endpoint for its health check.");
        var (address, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{name}_{address}_{expected}_check";
        var endpoint = new EndpointReference(builder.Resource, name);
        builder.ApplicationBuilder.Services.AddCheck(key, (check, token) => check.HttpAsync(endpoint, address, expected, token));
        return builder.WithHealthCheck(key);
    }

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckAnnotation(key));

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource => builder.WithAnnotation(new UrlCallbackAnnotation(endpointName, callback));

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(new ExplicitStartAnnotation());

    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(new ManifestExclusionAnnotation());

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment => builder.WithAnnotation(new ReferenceFlagsAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, Func<object> value) where T : IResource =>
        builder.WithAnnotation(new EnvironmentAnnotation(context => context.EnvironmentVariables[name] = value()));

    private static ReferenceEnvironmentInjectionFlags Flags<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Resource.Annotations.OfType<ReferenceFlagsAnnotation>().LastOrDefault()?.Flags ?? ReferenceEnvironmentInjectionFlags.All;

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, int? exitCode) where T : IResource
    {
        for (IResource? self = builder.Resource; self is not null; self = (self as IResourceWithParent)?.Parent)
        {
            if (ReferenceEquals(self, dependency))
            {
                throw new DistributedApplicationException($"'{builder.Resource.Name}' cannot wait for itself or its parent.");
            }
        }

        return builder.WithAnnotation(new WaitAnnotation(dependency, exitCode));
    }
}
