namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources in the order they were added.</summary>
public interface IResourceCollection : IList<IResource>;
