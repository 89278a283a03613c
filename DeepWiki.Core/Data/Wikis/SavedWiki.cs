namespace DeepWiki.Core.Data.Wikis;

/// <summary>A wiki a client saves.</summary>
/// <param name="Key">The names it is asked for by.</param>
/// <param name="Place">Host and path of its repository.</param>
/// <param name="Content">JSON as it is given back; without any secret.</param>
public sealed record SavedWiki(WikiKey Key, WikiPlace Place, ReadOnlyMemory<byte> Content);
