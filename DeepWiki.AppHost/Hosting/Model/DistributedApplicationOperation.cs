namespace Aspire.Hosting;

/// <summary>Whether the graph is run or written down.</summary>
public enum DistributedApplicationOperation
{
    Run,
    Publish,
}
