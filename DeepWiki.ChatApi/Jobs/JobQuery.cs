using System.Globalization;
using System.Text;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>The part of the list of jobs that a request wants.</summary>
/// <param name="State">Only those in this state; null for all.</param>
/// <param name="Before">Only those older than this one; null for the newest.</param>
/// <param name="Limit">Most jobs.</param>
internal sealed record JobQuery(JobState? State, long? Before, int Limit)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static JobQuery Parse(IQueryCollection query)
    {
        JobState? state = query["state"].ToString() switch
        {
            "" => null,
            "queued" => JobState.Queued,
            "running" => JobState.Running,
            "succeeded" => JobState.Succeeded,
            "failed" => JobState.Failed,
            "cancelled" => JobState.Cancelled,
            _ => throw InvalidRequest.Create(
                new RequestFault("/state", "literal_error", "state must be queued, running, succeeded, failed or cancelled")),
        };
        var limit = PageQuery.Parse(new QueryCollection(query.Where(pair => pair.Key == "limit").ToDictionary())).Limit;
        return new JobQuery(state, query["cursor"] is [{ Length: > 0 } cursor] ? Decode(cursor) : null, limit);
    }

    /// <summary>Cursor of the part behind a job.</summary>
    public static string Cursor(long job) => Convert.ToBase64String(Encoding.ASCII.GetBytes(job.ToString(CultureInfo.InvariantCulture)));

    private static long Decode(string cursor)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && long.TryParse(Encoding.ASCII.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var job)
            ? job
            : throw InvalidRequest.Create(new RequestFault("/cursor", "literal_error", "cursor must be the nextCursor of an answer"));
    }
}
