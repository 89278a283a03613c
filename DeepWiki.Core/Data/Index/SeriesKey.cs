namespace DeepWiki.Core.Data.Index;

/// <summary>Key of a series: indexes of one repository that agree in it are comparable and share chunks and embeddings.</summary>
/// <param name="RepositoryId">The repository.</param>
/// <param name="Model">Name of the embedding profile, such as <c>local/hash-v1-512</c>.</param>
/// <param name="Dimensions">Length of its vectors.</param>
/// <param name="Chunker">Version of chunker and tokenizer together.</param>
/// <param name="FilterHash">SHA-256 of the normalised include and exclude lists.</param>
public sealed record SeriesKey(int RepositoryId, string Model, int Dimensions, int Chunker, byte[] FilterHash)
{
    /// <summary>
    /// View of the series: a branch, a tag or the id of a commit; empty for the head of the default branch. Views share the series'
    /// chunks and embeddings.
    /// </summary>
    public string Ref { get; init; } = "";
}
