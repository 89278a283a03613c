using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Core.Retrieval;

/// <summary>How much context is gathered and how the lists are weighed.</summary>
public sealed class RetrievalOptions
{
    public const string SectionName = "Retrieval";

    /// <summary>Tokens of evidence put into a prompt. Default 8,000.</summary>
    [Range(500, 200_000)]
    public int ContextTokens { get; set; } = 8000;

    /// <summary>Weight of a file's best chunk by BM25. Default 1.</summary>
    [Range(0, 10)]
    public double BestChunkWeight { get; set; } = 1.0;

    /// <summary>Weight of the sum over a file's three best chunks by BM25. Default 0.5.</summary>
    [Range(0, 10)]
    public double TopThreeWeight { get; set; } = 0.5;

    /// <summary>Weight of a file's nearest chunk by cosine. Default 0.5.</summary>
    [Range(0, 10)]
    public double VectorWeight { get; set; } = 0.5;
}
