using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;

namespace DeepWiki.Indexer.Indexing;

/// <summary>The stores an index job writes to.</summary>
internal sealed record IndexStores(
    RepositoryStore Repositories, SeriesStore Series, JobLeases Leases, IndexActivation Activation, EmbeddingBackfillStore Gaps, MetadataCache Metadata,
    Func<IndexWriter> CreateWriter);
