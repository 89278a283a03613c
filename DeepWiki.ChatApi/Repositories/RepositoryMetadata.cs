using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>What an answer needs to know of a repository, joined once and kept in Redis.</summary>
internal sealed record RepositoryMetadata(StoredRepository Repository, ActiveIndex? Index);
