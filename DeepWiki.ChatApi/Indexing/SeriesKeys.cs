using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>Names the series and the view that the present model, chunker and tokenizer make.</summary>
internal static class SeriesKeys
{
    public static SeriesKey Create(int repositoryId, EmbeddingProfile profile, IndexJobSettings settings) =>
        new(repositoryId, profile.Name, profile.Dimensions, IndexVersions.Folded, settings.FilterHash()) { Ref = settings.Ref ?? "" };
}
