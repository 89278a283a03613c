namespace Aspire.Hosting.ApplicationModel;

/// <summary>A node of the graph.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}
