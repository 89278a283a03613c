namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback may read and write while a resource's variables are gathered.</summary>
public class EnvironmentCallbackContext
{
    internal EnvironmentCallbackContext(IResource resource, DistributedApplicationExecutionContext executionContext)
    {
        Resource = resource;
        ExecutionContext = executionContext;
    }

    public Dictionary<string, object> EnvironmentVariables { get; } = new(StringComparer.Ordinal);

    public IResource Resource { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }
}
