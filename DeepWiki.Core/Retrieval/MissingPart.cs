namespace DeepWiki.Core.Retrieval;

/// <summary>Part that a search had to do without.</summary>
public enum MissingPart
{
    /// <summary>Embeddings of the index: of some chunks, or of all when they are of another model.</summary>
    Embeddings,

    /// <summary>The embedding of the question.</summary>
    QuestionEmbedding,
}
