namespace DeepWiki.Core.Git.Objects;

/// <summary>A blob to read, if it is no larger than its tree said.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MaxBytes">More than this is read over and reported as missing content.</param>
public readonly record struct BlobRequest(ObjectId Id, int MaxBytes);
