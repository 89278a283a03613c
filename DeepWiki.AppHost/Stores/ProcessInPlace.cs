namespace DeepWiki.AppHost.Stores;

/// <summary>Process in place of a container. It shares the annotations, which resources that wait for the container read.</summary>
internal sealed class ProcessInPlace<T>(T container, string command) : ExecutableResource(container.Name, command, "/"), IResourceWithConnectionString
    where T : ContainerResource, IResourceWithConnectionString
{
    public T Container => container;

    public override ResourceAnnotationCollection Annotations => container.Annotations;

    public ReferenceExpression ConnectionStringExpression => container.ConnectionStringExpression;
}
