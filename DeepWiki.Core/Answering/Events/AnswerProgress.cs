namespace DeepWiki.Core.Answering.Events;

/// <summary>Work that goes on until the next word: for people who watch, and no part of the answer.</summary>
/// <param name="Stage">Stage of the work, such as <c>index</c>, <c>retrieve</c> or <c>model</c>.</param>
/// <param name="Message">The work in words, such as the lines a model looks at; null when the stage says it all.</param>
public sealed record AnswerProgress(string Stage, string? Message = null) : AnswerEvent
{
    /// <summary>Units that are done.</summary>
    public long Done { get; init; }

    /// <summary>Units in all; null when that is not known.</summary>
    public long? Total { get; init; }

    /// <summary>Name of the units, such as <c>files</c> or <c>chunks</c>; null for nothing.</summary>
    public string? Unit { get; init; }

    /// <summary>Public id of the job that is waited for; null for none.</summary>
    public string? Job { get; init; }
}
