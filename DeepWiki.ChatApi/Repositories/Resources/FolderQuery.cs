using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>A folder that a request wants to see.</summary>
/// <param name="Path">Path of the folder; empty for the root.</param>
/// <param name="Commit">Object id in hexadecimal; null for the commit that was indexed last.</param>
internal sealed record FolderQuery(string Path, string? Commit)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static FolderQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        var path = query["path"].ToString();
        if (path.Length > 0 && !RequestedPath.IsInside(path))
        {
            faults.Add(new RequestFault("/path", "literal_error", RequestedPath.Rule));
        }

        string? commit = query["at"];
        if (commit is not null && !ReferenceName.IsCommit(commit))
        {
            faults.Add(new RequestFault("/at", "literal_error", "at must be the whole id of a commit, in hexadecimal"));
        }

        return faults.Count == 0 ? new FolderQuery(path, commit?.ToLowerInvariant()) : throw InvalidRequest.Create(faults);
    }
}
