namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of every resource.</summary>
public abstract class Resource(string name) : IResource
{
    public virtual string Name => name;

    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
