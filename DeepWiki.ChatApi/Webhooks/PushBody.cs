namespace DeepWiki.ChatApi.Webhooks;

/// <summary>A push as any program can tell it.</summary>
internal sealed record PushBody
{
    /// <summary>Full name of the branch.</summary>
    public required string Ref { get; init; }

    /// <summary>The whole id of the commit it leads to now.</summary>
    public required string Commit { get; init; }
}
