namespace Aspire.Hosting;

/// <summary>Adds values from outside the graph.</summary>
public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name,
            standard => builder.Configuration[$"Parameters:{name}"] ?? standard?.GetDefaultValue()
                ?? throw new DistributedApplicationException($"The parameter '{name}' has no value: set Parameters__{name}."),
            secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        publishValueAsDefault && secret
            ? throw new ArgumentException($"The secret '{name}' must not publish its value.", nameof(publishValueAsDefault))
            : builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret) { PublishesDefault = publishValueAsDefault });

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var key = environmentVariableName ?? $"ConnectionStrings:{name}";
        var value = new ParameterResource(
            name,
            _ => builder.Configuration[key] ?? throw new DistributedApplicationException($"There is no connection string '{name}': set ConnectionStrings__{name}."),
            secret: true);
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{value}")) { Given = value });
    }
}
