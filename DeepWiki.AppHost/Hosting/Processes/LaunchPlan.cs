namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>All that is needed to start a child.</summary>
internal sealed record LaunchPlan(string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    public UnixUser? User { get; init; }

    // Null keeps standard input open until the stop: some programs end when it closes.
    public string? Input { get; init; }

    public int StopSignal { get; init; } = Native.Terminate;

    // The postmaster ends its backends itself, and they lead groups of their own.
    public bool SignalsGroup { get; init; } = true;
}
