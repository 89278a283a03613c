namespace DeepWiki.Core.Data.Wikis;

/// <summary>Who asks for saved wikis, and so which there are for them.</summary>
/// <param name="SeesAll">True when all callers are one.</param>
/// <param name="Caller">A keyed hash of who it is; null for nobody in particular, who sees public ones only.</param>
public sealed record WikiReader(bool SeesAll, byte[]? Caller);
