namespace DeepWiki.Core.Answering.Events;

/// <summary>Ways in which an answer ends before all that could be said was said.</summary>
public enum AnswerEndReason
{
    /// <summary>The model stopped at its longest answer.</summary>
    Length,

    /// <summary>A research was asked to conclude early, and did.</summary>
    Concluded,
}
