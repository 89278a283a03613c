using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Starts, stops and restarts resources by name.</summary>
public class ResourceCommandService
{
    private readonly Func<Orchestrator> orchestrator;

    internal ResourceCommandService(Func<Orchestrator> orchestrator) => this.orchestrator = orchestrator;

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        new() { Success = await orchestrator().ExecuteAsync(resourceId, commandName, cancellationToken) };
}
