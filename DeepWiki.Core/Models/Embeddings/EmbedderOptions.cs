using System.ComponentModel.DataAnnotations;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Options of the model that embeds chunks and questions. Another model begins a new index beside the old one.</summary>
internal sealed class EmbedderOptions
{
    public const string SectionName = "Embeddings";

    /// <summary>The environment variable that other tools use too; it goes before <see cref="Type"/>.</summary>
    public const string TypeVariable = "DEEPWIKI_EMBEDDER_TYPE";

    /// <summary><c>local</c>, <c>openai</c>, <c>google</c> or <c>ollama</c>. Default <c>local</c>, which needs no key and no network.</summary>
    public string Type { get; set; } = ProviderNames.Local;

    /// <summary>Name of the model at the provider. Default null: the provider's usual one.</summary>
    public string? Model { get; set; }

    /// <summary>Length of its vectors. Default null: that of the provider's usual model; needed for any other.</summary>
    [Range(1, 4_000)]
    public int? Dimensions { get; set; }

    /// <summary>Most texts in one request. Default null: the provider's usual limit.</summary>
    [Range(1, 2_048)]
    public int? MaxBatchSize { get; set; }

    /// <summary>Requests under way at once. Default 4.</summary>
    [Range(1, 32)]
    public int MaxParallelRequests { get; set; } = 4;

    /// <summary>Tries for one batch, the first included. Default 5.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Time of one request. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time of the request for a question, whose answer goes by words alone when it is over. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan QuestionTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A provider that asks for a longer pause is not asked again. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);
}
