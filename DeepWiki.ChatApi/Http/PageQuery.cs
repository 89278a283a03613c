using System.Globalization;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>The part of a list that a request wants.</summary>
/// <param name="Skip">Items before it.</param>
/// <param name="Limit">Most items, 1 to 100.</param>
internal sealed record PageQuery(int Skip, int Limit)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;
    private const int MaxSkip = 1_000_000;

    /// <summary>Cursor of the part behind this one.</summary>
    public string NextCursor => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Skip + Limit}")));

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static PageQuery Parse(IQueryCollection query)
    {
        var limit = DefaultLimit;
        if (query["limit"] is [{ } text] && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw InvalidRequest.Create(new RequestFault("/limit", "literal_error", $"limit must be a number from 1 to {MaxLimit}"));
        }

        return new PageQuery(query["cursor"] is [{ Length: > 0 } cursor] ? Decode(cursor) : 0, limit);
    }

    private static int Decode(string cursor)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && int.TryParse(Encoding.ASCII.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) && skip <= MaxSkip
            ? skip
            : throw InvalidRequest.Create(new RequestFault("/cursor", "literal_error", "cursor must be the nextCursor of an answer"));
    }
}
