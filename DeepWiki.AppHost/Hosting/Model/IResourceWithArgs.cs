namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that receives arguments.</summary>
public interface IResourceWithArgs : IResource;
