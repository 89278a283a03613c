using Aspire.Hosting.Azure;
using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Publishing;

/// <summary>Turns values of the graph into texts with placeholders, and remembers the resources they name.</summary>
internal sealed class ManifestValues(DistributedApplicationExecutionContext execution)
{
    private readonly List<IResource> named = [];

    // In the order of their first use.
    public IReadOnlyList<IResource> Named => named;

    public IReadOnlyList<(string Name, string Value)> Environment(IResource resource)
    {
        var context = new EnvironmentCallbackContext(resource, execution);
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.Variable is { } variable && resource is IResourceWithEndpoints owner)
            {
                context.EnvironmentVariables[variable] = new EndpointReference(owner, endpoint.Name).Property(EndpointProperty.TargetPort);
            }
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            annotation.Callback(context);
        }

        return [.. context.EnvironmentVariables.Select(variable => (variable.Key, Text(resource, variable.Value)))];
    }

    public string Text(IResource owner, object value)
    {
        Remember(value);
        return value switch
        {
            string text => Escape(text),
            IManifestExpressionProvider provider => provider.ValueExpression,
            bool or int or long => FormattableString.Invariant($"{value}"),
            _ => throw new DistributedApplicationException($"'{owner.Name}' cannot be published: it has a value of type {value.GetType().Name}."),
        };
    }

    public static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");

    private void Remember(object value)
    {
        if (Owner(value) is { } resource && !named.Contains(resource))
        {
            named.Add(resource);
        }

        foreach (var part in (value as ReferenceExpression)?.Parts ?? [])
        {
            Remember(part);
        }
    }

    private static IResource? Owner(object value) => value switch
    {
        IResource resource => resource,
        EndpointReference endpoint => endpoint.Resource,
        EndpointReferenceExpression part => part.Owner,
        BicepOutputReference output => output.Owner,
        _ => null,
    };
}
