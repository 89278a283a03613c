namespace Aspire.Hosting.ApplicationModel;

/// <summary>The finished graph.</summary>
public class DistributedApplicationModel
{
    internal DistributedApplicationModel(IResourceCollection resources) => Resources = resources;

    public IResourceCollection Resources { get; }
}
