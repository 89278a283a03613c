namespace Aspire.Hosting;

/// <summary>What the graph is built for.</summary>
public class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(DistributedApplicationOperation operation) => Operation = operation;

    public DistributedApplicationOperation Operation { get; }

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public IServiceProvider ServiceProvider => Services ?? throw new InvalidOperationException("The application has not been built yet.");

    internal IServiceProvider? Services { get; set; }
}
