using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>A wiki that the caller was seen to be able to read.</summary>
/// <param name="Wiki">The wiki.</param>
/// <param name="Repository">Its repository.</param>
/// <param name="Address">Address of that repository.</param>
internal sealed record OpenedWiki(StoredWiki Wiki, StoredRepository Repository, RepositoryAddress Address)
{
    /// <summary>Address that opens lines at a commit: at the host where it has such pages, else here.</summary>
    public Func<string, int, int, string> LinkAt(string commit) => (path, first, last) => SourceLink.To(Repository, Address, commit, path, first, last);
}
