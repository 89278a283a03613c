namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>A resource as the dashboard shows it; times in microseconds since 1970.</summary>
internal sealed record ResourceView(string Name, string Type)
{
    public string? Parent { get; init; }

    public string State { get; init; } = "";

    public string? Health { get; init; }

    public string? Reason { get; init; }

    public int? ExitCode { get; init; }

    // It serves: healthy, and its first work is done.
    public bool IsReady { get; init; }

    public string? Source { get; init; }

    public string? Value { get; init; }

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    public IReadOnlyList<CheckView> Checks { get; init; } = [];

    public IReadOnlyList<string> Commands { get; init; } = [];

    public int? ProcessId { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public int Restarts { get; init; }

    public bool HasConsole { get; init; }
}
