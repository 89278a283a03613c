namespace DeepWiki.AppHost.Deployment;

/// <summary>Adds what a deployment creates from Bicep files.</summary>
internal static class BicepResourceExtensions
{
    public static IResourceBuilder<BicepResource> AddBicepTemplate(this IDistributedApplicationBuilder builder, string name, string bicepFile)
    {
        var template = builder.AddResource(new BicepResource(name, Path.GetFullPath(bicepFile, builder.AppHostDirectory)));
        return template.WithManifestPublishingCallback(template.Resource.Write);
    }

    public static IResourceBuilder<BicepResource> WithParameter(this IResourceBuilder<BicepResource> template, string name, object value)
    {
        template.Resource.Parameters[name] = value;
        return template;
    }

    public static BicepOutputReference GetOutput(this IResourceBuilder<BicepResource> template, string name) => new(name, template.Resource);
}
