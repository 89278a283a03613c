using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis.Search;

/// <summary>A search in a wiki.</summary>
/// <param name="Text">Words.</param>
/// <param name="Kinds">Kinds that are wanted, in the order of the answer.</param>
/// <param name="Limit">Most hits of all kinds.</param>
internal sealed record WikiSearchQuery(string Text, IReadOnlyList<string> Kinds, int Limit)
{
    private const int MaxText = 200;
    private const int MaxWords = 10;
    private const int DefaultLimit = 20;

    private static readonly string[] All = ["page", "heading", "symbol", "file"];

    /// <summary>The words in lower case, each once.</summary>
    public string[] Words => [.. Text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)];

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static WikiSearchQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        var text = query["q"].ToString();
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText || text.Any(char.IsControl))
        {
            faults.Add(new RequestFault("/q", "missing", $"q is required, and has at most {MaxText} characters"));
        }

        var kinds = query["kinds"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (kinds.Any(kind => !All.Contains(kind)))
        {
            faults.Add(new RequestFault("/kinds", "literal_error", $"kinds must be of {string.Join(", ", All)}"));
        }

        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }

        var limit = query["limit"].Count == 0 ? DefaultLimit : PageQuery.Parse(query).Limit;
        return new WikiSearchQuery(text, [.. All.Where(kind => kinds.Length == 0 || kinds.Contains(kind))], limit);
    }
}
