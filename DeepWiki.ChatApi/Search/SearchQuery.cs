using System.Globalization;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.ChatApi.Search;

/// <summary>Query of a search: text, mode and folder.</summary>
/// <param name="Text">Words, names or a question.</param>
/// <param name="Mode">Ranking signals that take part.</param>
/// <param name="Path">A folder, a file or a pattern, as in the lists of a question; null for the whole repository.</param>
/// <param name="Limit">Most results.</param>
internal sealed record SearchQuery(string Text, RetrievalMode Mode, string? Path, int Limit)
{
    private const int MaxTextLength = 2000;
    private const int MaxPathLength = 512;
    private const int DefaultLimit = 10;
    private const int MaxResults = 50;

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, every fault named with its field and never its value.</exception>
    public static SearchQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        var text = ReadText(query, faults);
        var mode = ReadMode(query, faults);
        var path = ReadPath(query, faults);
        var limit = ReadLimit(query, faults);
        return faults.Count == 0 ? new SearchQuery(text, mode, path, limit) : throw InvalidRequest.Create(faults);
    }

    private static string ReadText(IQueryCollection query, List<RequestFault> faults)
    {
        var text = query["q"];
        if (text.Count != 1 || string.IsNullOrWhiteSpace(text[0]))
        {
            faults.Add(new("/q", "missing", "q is required, once, and must not be empty"));
        }
        else if (text.ToString().Length > MaxTextLength)
        {
            faults.Add(new("/q", "string_too_long", $"q must have at most {MaxTextLength} characters"));
        }

        return text.ToString();
    }

    private static RetrievalMode ReadMode(IQueryCollection query, List<RequestFault> faults)
    {
        var mode = query["mode"];
        RetrievalMode? known = mode.Count == 0 ? RetrievalMode.Hybrid : mode.ToString() switch
        {
            "hybrid" => RetrievalMode.Hybrid,
            "text" => RetrievalMode.Text,
            "vector" => RetrievalMode.Vector,
            "symbol" => RetrievalMode.Symbol,
            _ => null,
        };
        if (known is null)
        {
            faults.Add(new("/mode", "literal_error", "mode must be hybrid, text, vector or symbol"));
        }

        return known ?? default;
    }

    private static string? ReadPath(IQueryCollection query, List<RequestFault> faults)
    {
        var path = query["path"];
        if (path.Count == 0)
        {
            return null;
        }

        // A folder may be written with a slash behind it.
        var entry = path.Count == 1 ? path.ToString() : "";
        entry = entry.EndsWith('/') ? entry[..^1] : entry;
        if (entry.Length > MaxPathLength || !RequestedPath.IsInside(entry))
        {
            faults.Add(new("/path", "literal_error", $"{RequestedPath.Rule}, given once and of at most {MaxPathLength} characters"));
        }

        return entry;
    }

    private static int ReadLimit(IQueryCollection query, List<RequestFault> faults)
    {
        var limit = query["limit"];
        if (limit.Count == 0)
        {
            return DefaultLimit;
        }

        if (limit.Count != 1 || !int.TryParse(limit[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > MaxResults)
        {
            faults.Add(new("/limit", "literal_error", $"limit must be a number from 1 to {MaxResults}"));
            return DefaultLimit;
        }

        return most;
    }
}
