namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>The end of an answer.</summary>
/// <param name="Reason">complete, length, concluded or cancelled.</param>
/// <param name="TraceId">Trace of the answer.</param>
/// <param name="Message">Message that it became.</param>
/// <param name="TextLength">Length of the whole text, in UTF-16 units.</param>
/// <param name="Grounded">True when it has a citation.</param>
/// <param name="Abstained">True when nothing was found to answer from.</param>
/// <param name="Citations">Citations, counted.</param>
/// <param name="Timings">Times since the ask was taken on.</param>
internal sealed record DoneMembers(
    string Reason, string TraceId, string Message, int TextLength, bool Grounded, bool Abstained, CitationCounts Citations, AnswerTimings Timings);
