using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Link that opens lines of a file at a commit.</summary>
internal static class SourceLink
{
    /// <summary>The page of the host where it has such pages, else our own.</summary>
    public static string To(StoredRepository repository, RepositoryAddress address, string commit, string path, int startLine, int endLine) =>
        address.Permalink(commit, path, startLine, endLine)?.ToString()
        ?? $"/api/repositories/{repository.PublicId}/source?path={Uri.EscapeDataString(path)}&at={commit}&from={startLine}&to={endLine}";
}
