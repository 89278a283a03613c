using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Publishing;

/// <summary>Turns values of the graph into texts with placeholders, and remembers the parameters they name.</summary>
internal sealed class ManifestValues(DistributedApplicationExecutionContext execution)
{
    private readonly List<ParameterResource> parameters = [];

    // In the order of their first use.
    public IReadOnlyList<ParameterResource> Parameters => parameters;

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
        if (value is ParameterResource parameter && !parameters.Contains(parameter))
        {
            parameters.Add(parameter);
        }

        foreach (var part in (value as ReferenceExpression)?.Parts ?? [])
        {
            Remember(part);
        }
    }
}
