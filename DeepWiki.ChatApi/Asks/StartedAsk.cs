using DeepWiki.ChatApi.Asks.Logs;

namespace DeepWiki.ChatApi.Asks;

/// <summary>An ask that was taken on, or one under way that was joined, with a reader at its beginning.</summary>
/// <param name="Ask">Id of the ask.</param>
/// <param name="Reader">Reads it from its first frame.</param>
/// <param name="Key">Edit key of its conversation, for this caller alone.</param>
/// <param name="IsJoined">True when the request led to it before.</param>
internal sealed record StartedAsk(string Ask, IFrameReader Reader, string Key, bool IsJoined)
{
    /// <summary>Members of the first frame that are for this caller alone, each with a comma before it.</summary>
    public string Members => $",\"key\":\"{Key}\"{(IsJoined ? ",\"joined\":true" : "")}";
}
