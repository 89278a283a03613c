using System.Globalization;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using Microsoft.Extensions.Primitives;

namespace DeepWiki.ChatApi.Sources;

/// <summary>Query for lines of a file.</summary>
/// <param name="Path">Relative to the root of the repository.</param>
/// <param name="Commit">Object id in hexadecimal; null for the commit that was indexed last.</param>
/// <param name="From">First line, from 1.</param>
/// <param name="To">Last line, inclusive; null for the last one of the file.</param>
internal sealed record SourceQuery(string Path, string? Commit, int From, int? To)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, every fault named with its field and never its value.</exception>
    public static SourceQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        var path = query["path"];
        if (path.Count != 1 || string.IsNullOrEmpty(path[0]))
        {
            faults.Add(new("/path", "missing", "path is required, once"));
        }
        else if (!RequestedPath.IsInside(path[0]!)) // Just seen not to be null.
        {
            faults.Add(new("/path", "literal_error", RequestedPath.Rule));
        }

        var at = query["at"];
        if (at.Count > 0 && !IsObjectId(at))
        {
            faults.Add(new("/at", "literal_error", "at must be the whole id of a commit, in hexadecimal"));
        }

        var from = Line(query, "from", faults);
        var to = Line(query, "to", faults);
        if (from > to)
        {
            faults.Add(new("/to", "literal_error", "to must not be less than from"));
        }

        return faults.Count == 0
            ? new SourceQuery(path.ToString(), at.Count == 0 ? null : at.ToString().ToLowerInvariant(), from ?? 1, to)
            : throw InvalidRequest.Create(faults);
    }

    private static bool IsObjectId(StringValues at) => at is [{ } id] && ReferenceName.IsCommit(id);

    private static int? Line(IQueryCollection query, string name, List<RequestFault> faults)
    {
        var value = query[name];
        if (value.Count == 0)
        {
            return null;
        }

        if (value.Count == 1 && int.TryParse(value[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line >= 1)
        {
            return line;
        }

        faults.Add(new("/" + name, "literal_error", $"{name} must be the number of a line, from 1"));
        return null;
    }
}
