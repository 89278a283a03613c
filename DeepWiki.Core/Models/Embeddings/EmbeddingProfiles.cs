using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>The usual embedding model of each provider that has one, and what configuration makes of it.</summary>
internal static class EmbeddingProfiles
{
    private const int InputTokens = 8_000;

    public static IReadOnlyList<EmbeddingProfile> BuiltIn { get; } =
    [
        LocalEmbeddingGenerator.Profile,
        new(ProviderNames.OpenAI, "text-embedding-3-small", Version: 1, Dimensions: 256, MaxBatch: 500, InputTokens),
        new(ProviderNames.Google, "gemini-embedding-001", Version: 1, Dimensions: 768, MaxBatch: 100, MaxInputTokens: 2_000),
        new(
            ProviderNames.Ollama, "nomic-embed-text", Version: 1, Dimensions: 768, MaxBatch: 64, MaxInputTokens: 2_000,
            QueryPrefix: "search_query: ", DocumentPrefix: "search_document: "),
    ];

    public static EmbeddingProfile? Find(string provider) => BuiltIn.FirstOrDefault(profile => profile.Provider == provider);

    /// <summary>The profile that the options describe; they were validated at start.</summary>
    public static EmbeddingProfile FromOptions(EmbedderOptions options)
    {
        var usual = Find(options.Type) ?? throw new InvalidOperationException($"{EmbedderOptions.SectionName}:{nameof(options.Type)} was not validated.");
        if (options.Type == ProviderNames.Local)
        {
            return usual;
        }

        var own = options.Model is { } model && model != usual.Model
            ? usual with { Model = model, QueryPrefix = "", DocumentPrefix = "" }
            : usual;
        return own with { Dimensions = options.Dimensions ?? own.Dimensions, MaxBatch = options.MaxBatchSize ?? own.MaxBatch };
    }
}
