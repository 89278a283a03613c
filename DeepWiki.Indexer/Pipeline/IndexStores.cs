using DeepWiki.Core.Caching;
using DeepWiki.Core.Storage;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>The stores an index job writes to.</summary>
internal sealed record IndexStores(
    RepositoryStore Repositories, SeriesStore Series, JobLeases Leases, IndexActivation Activation, EmbeddingGaps Gaps, MetadataCache Metadata, Func<IndexWriter> CreateWriter);
