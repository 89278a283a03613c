using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>Settings that every index a caller asks for is built with: the embedder in use, and the exclusions besides the caller's lists.</summary>
internal sealed class IndexSettings(EmbeddingProfile profile, FilterDefaults? defaults)
{
    public EmbeddingProfile Profile => profile;

    /// <summary>Settings of the default branch without any lists.</summary>
    public IndexJobSettings Plain => new(profile.Name, [], [], [], []) { Defaults = defaults };

    public IndexJobSettings Create(RequestedFilters filters, string? reference) =>
        new(profile.Name, filters.ExcludedDirs, filters.ExcludedFiles, filters.IncludedDirs, filters.IncludedFiles) { Ref = reference, Defaults = defaults };
}
