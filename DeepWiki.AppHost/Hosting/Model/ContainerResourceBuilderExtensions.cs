using DeepWiki.AppHost.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>Describes containers; the local host starts the program that the image holds.</summary>
public static class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource =>
        builder.WithAnnotation(new ImageAnnotation(image, tag), ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource =>
        builder.WithImage(builder.Resource.Annotations.OfType<ImageAnnotation>().Last().Image, tag);

    // A container that outlives the session has no counterpart among processes that end with their host.
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource => builder;
}
