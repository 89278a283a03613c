namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>What a check found; a row without a finding only carries what it has to say.</summary>
internal sealed record CheckRow(string Name, string Found, params IReadOnlyList<string> Remarks)
{
    // What is good to know but stops nothing.
    public IReadOnlyList<string> Notices { get; init; } = [];

    // What stops the start.
    public string? Problem { get; init; }
}
