using System.ComponentModel.DataAnnotations;
using DeepWiki.Core.Retrieval.Fusion;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Retrieval;

/// <summary>Options of retrieval: the size of the context and the weights of the lists.</summary>
public sealed class RetrievalOptions
{
    public const string SectionName = "Retrieval";

    /// <summary>Tokens of evidence put into a prompt. Default 8,000.</summary>
    [Range(500, 200_000)]
    public int ContextTokens { get; set; } = 8000;

    /// <summary>Time to embed a question; after it the search goes by words alone. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan QuestionEmbeddingTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Weights of the lists and of the kinds of files.</summary>
    [ValidateObjectMembers]
    public RetrievalWeights Weights { get; set; } = new();
}
