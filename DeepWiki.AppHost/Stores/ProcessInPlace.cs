namespace DeepWiki.AppHost.Stores;

/// <summary>A process in the place of a container. It shares the annotations, where whoever waits for the container looks for what started.</summary>
internal sealed class ProcessInPlace<T>(T container, string command) : ExecutableResource(container.Name, command, "/"), IResourceWithConnectionString
    where T : ContainerResource, IResourceWithConnectionString
{
    public T Container => container;

    public override ResourceAnnotationCollection Annotations => container.Annotations;

    public ReferenceExpression ConnectionStringExpression => container.ConnectionStringExpression;
}
