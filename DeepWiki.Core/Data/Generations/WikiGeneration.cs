using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Data.Generations;

/// <summary>A generation of a wiki: its outline at a commit, and how it was made.</summary>
/// <param name="Id">Key inside the database.</param>
/// <param name="WikiId">The wiki.</param>
/// <param name="Number">Number within the wiki, from 1.</param>
/// <param name="State">State of its pages.</param>
/// <param name="Plan">Outline and the commit it stands on.</param>
/// <param name="JobId">Job that makes it.</param>
/// <param name="InputTokens">Tokens of all prompts.</param>
/// <param name="OutputTokens">Tokens of all answers.</param>
/// <param name="Cost">Cost by the configured prices; null when there are none.</param>
/// <param name="StartedAt">Time its plan was stored.</param>
/// <param name="FinishedAt">Time it ended; null while it is written.</param>
public sealed record WikiGeneration(
    int Id,
    int WikiId,
    int Number,
    GenerationState State,
    GenerationPlan Plan,
    long JobId,
    long InputTokens,
    long OutputTokens,
    double? Cost,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The index its pages are written from, pinned.</summary>
    public ActiveIndex Index => new(Plan.SeriesId, Plan.ViewId, Plan.IndexGeneration, Plan.Commit, 0, Degraded: false);
}
