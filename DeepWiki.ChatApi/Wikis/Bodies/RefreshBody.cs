namespace DeepWiki.ChatApi.Wikis.Bodies;

/// <summary>An order to bring a wiki up to date.</summary>
internal sealed record RefreshBody
{
    /// <summary>Token of a private repository.</summary>
    public string? Token { get; init; }

    /// <summary>True to plan the outline anew.</summary>
    public bool Full { get; init; }

    /// <summary>Provider to write with; absent for that of the wiki.</summary>
    public string? Provider { get; init; }

    /// <summary>Model to write with; absent for that of the wiki.</summary>
    public string? Model { get; init; }

    /// <summary>Most that it may cost, in the currency of the configured prices.</summary>
    public double? MaxCost { get; init; }
}
