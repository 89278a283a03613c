namespace DeepWiki.Core.Git.Objects;

/// <summary>A blob that was asked for. Answers come in the order of the requests.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">
/// Its bytes, in a pooled buffer that is valid until the next one is asked for; null when the repository lacks it, it is no blob, or
/// it is larger than allowed.
/// </param>
public readonly record struct Blob(ObjectId Id, ReadOnlyMemory<byte>? Content);
