namespace DeepWiki.AppHost.Stores;

/// <summary>
/// A process of this machine that stands in the graph for a container. It shares the container's annotations: who waits for the container
/// looks there for what has started.
/// </summary>
internal sealed class ProcessInPlace<T>(T container, string command) : ExecutableResource(container.Name, command, "/"), IResourceWithConnectionString
    where T : ContainerResource, IResourceWithConnectionString
{
    public T Container => container;

    public override ResourceAnnotationCollection Annotations => container.Annotations;

    public ReferenceExpression ConnectionStringExpression => container.ConnectionStringExpression;
}
