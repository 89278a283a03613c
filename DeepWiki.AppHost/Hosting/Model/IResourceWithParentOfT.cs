namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable MA0048 // The name without arity belongs to the untyped interface.
/// <summary>A resource that lives inside another of a known type.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
#pragma warning restore MA0048
{
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
