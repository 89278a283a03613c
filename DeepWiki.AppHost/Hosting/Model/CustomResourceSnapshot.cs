using DeepWiki.AppHost.Hosting.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public HealthStatus? HealthStatus { get; internal init; }

    // Why it is not healthy, or why it did not start.
    internal string? Reason { get; init; }

    internal bool IsReady { get; init; }

    internal IReadOnlyList<CheckReport> Checks { get; init; } = [];

    internal int? ProcessId { get; init; }

    internal DateTimeOffset? StartedAt { get; init; }

    internal DateTimeOffset? EndedAt { get; init; }

    // How often a process was started in this run of the host.
    internal int Starts { get; init; }

    internal bool IsTerminal => State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}
