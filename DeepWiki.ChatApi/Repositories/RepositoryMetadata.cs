using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Stored repository and its active index, joined once and kept in Redis; the index is null while none is active.</summary>
internal sealed record RepositoryMetadata(StoredRepository Repository, ActiveIndex? Index);
