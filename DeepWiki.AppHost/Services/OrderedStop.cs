namespace DeepWiki.AppHost.Services;

/// <summary>Stops the services before Aspire stops everything at once: they end while their stores and the telemetry receiver are there.</summary>
internal sealed partial class OrderedStop(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications, ILogger<OrderedStop> log) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Hosted services stop in reverse order, so this one, which was added last, stops before Aspire's.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(model.GetProjectResources().Select(project => StopAsync(project, cancellationToken))).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            LogNotStopped(exception.Message);
        }
    }

    private async Task StopAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        if (notifications.TryGetCurrentState(project.Name, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running)
        {
            await commands.ExecuteCommandAsync(project, KnownResourceCommands.StopCommand, cancellationToken);
            await notifications.WaitForResourceAsync(project.Name, KnownResourceStates.TerminalStates, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A service did not stop before its stores: {Reason}")]
    private partial void LogNotStopped(string reason);
}
