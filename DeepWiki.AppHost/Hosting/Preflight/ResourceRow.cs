namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>What the console says of a resource at one moment.</summary>
internal sealed record ResourceRow(string Name, string State, TimeSpan? Time = null, string Detail = "")
{
    public bool IsSettled => State is not ("waiting" or "starting");

    public override string ToString() =>
        $"    {Name,-11} {State,-8} {(Time is { } time ? $"{time.TotalSeconds:0.0} s" : ""),-7} {Detail}".TrimEnd();
}
