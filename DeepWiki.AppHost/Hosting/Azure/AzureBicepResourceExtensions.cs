using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds what a deployment creates from Bicep files.</summary>
public static class AzureBicepResourceExtensions
{
    public static IResourceBuilder<AzureBicepResource> AddBicepTemplate(this IDistributedApplicationBuilder builder, string name, string bicepFile)
    {
        var template = builder.AddResource(new AzureBicepResource(name, Path.GetFullPath(bicepFile, builder.AppHostDirectory)));
#if USE_ASPIRE
        template.WithManifestPublishingCallback(context => BicepManifest.Write(context, template.Resource));
#endif
        return template;
    }

    public static BicepOutputReference GetOutput(this IResourceBuilder<AzureBicepResource> builder, string name) => new(name, builder.Resource);

    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : AzureBicepResource
    {
        builder.Resource.Parameters[name] = value.Resource;
        return builder;
    }

    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, string value) where T : AzureBicepResource
    {
        builder.Resource.Parameters[name] = value;
        return builder;
    }
}
