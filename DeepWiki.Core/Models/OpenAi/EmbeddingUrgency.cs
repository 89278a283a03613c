namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Patience with a request for embeddings.</summary>
internal enum EmbeddingUrgency
{
    /// <summary>Somebody waits for it, and has an answer without it too.</summary>
    Question,

    /// <summary>A provider that is down is waited for: a batch is worth more than the time.</summary>
    Batch,

    /// <summary>A part of a batch that failed while the provider answers others.</summary>
    Suspect,
}
