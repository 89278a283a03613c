namespace DeepWiki.ChatApi.Conversations;

/// <summary>A conversation that was copied.</summary>
/// <param name="Id">Opaque id of the copy.</param>
/// <param name="Key">Its edit key.</param>
internal sealed record ForkedView(string Id, string Key);
