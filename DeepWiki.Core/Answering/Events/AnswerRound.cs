namespace DeepWiki.Core.Answering.Events;

/// <summary>A round of a research begins or has ended; the events between belong to it.</summary>
/// <param name="Index">Number of the round, from 1.</param>
/// <param name="Total">Rounds there are to be, the conclusion among them.</param>
/// <param name="Title">Title of the round, as its heading in the text says it.</param>
/// <param name="IsDone">False at the beginning, true at the end.</param>
public sealed record AnswerRound(int Index, int Total, string Title, bool IsDone) : AnswerEvent
{
    /// <summary>Places that the round found; null while it is not done.</summary>
    public int? Sources { get; init; }
}
