using DeepWiki.ChatApi.Indexing;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>A repository that the caller was seen to be able to read.</summary>
/// <param name="Address">Address of the repository.</param>
/// <param name="Repository">Repository as stored.</param>
/// <param name="Wanted">The index the request needs.</param>
/// <param name="Known">The index that is active, as far as the cache knows.</param>
/// <param name="Commit">The head the caller sees now.</param>
internal sealed record OpenedRepository(
    RepositoryAddress Address, StoredRepository Repository, WantedIndex Wanted, ActiveIndex? Known, string Commit)
{
    /// <summary>Address that opens the lines: at the host where it has such pages, else here.</summary>
    public string LinkTo(string commit, string path, int startLine, int endLine) =>
        SourceLink.To(Repository, Address, commit, path, startLine, endLine);
}
