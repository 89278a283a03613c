using DeepWiki.Core.LegacyConfiguration;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Reads <c>embedder.json</c>: which model embeds at the provider in use, where no option says so.</summary>
internal static class EmbedderFile
{
    private const string Name = "embedder.json";
    private const int MaxDimensions = 4_000;
    private const int MaxBatch = 2_048;

    public static void Apply(IConfiguration configuration, EmbedderOptions options)
    {
        if (SettingsFile.Read(configuration, Name) is not { } file || SectionOf(options.Type) is not { } section || file.Optional(section) is not { } node)
        {
            return;
        }

        options.MaxBatchSize ??= node.Optional("batch_size")?.Integer(1, MaxBatch);
        if (options.Model is null && node.Optional("model_kwargs") is { } model)
        {
            options.Model = model.Optional("model")?.Text();
            options.Dimensions ??= model.Optional("dimensions")?.Integer(1, MaxDimensions);
        }
    }

    // The original calls the one for OpenAI's protocol just that.
    private static string? SectionOf(string type) => type switch
    {
        ProviderNames.OpenAI => "embedder",
        ProviderNames.Google or ProviderNames.Ollama => "embedder_" + type,
        _ => null,
    };
}
