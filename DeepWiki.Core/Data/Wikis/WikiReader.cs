namespace DeepWiki.Core.Data.Wikis;

/// <summary>Caller who asks for saved wikis; decides which ones are shown.</summary>
/// <param name="SeesAll">True when all callers are one.</param>
/// <param name="Caller">A keyed hash of the caller's id; null for an anonymous caller, who sees public ones only.</param>
public sealed record WikiReader(bool SeesAll, byte[]? Caller);
