namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>The repository of an ask.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Name">Name to show.</param>
internal sealed record AskedRepositoryView(string Id, string Name);
