using DeepWiki.Core.Data.Generations;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Plan of a generation with its pages.</summary>
/// <param name="Plan">Outline and the commit it stands on.</param>
/// <param name="Pages">Pages in reading order.</param>
/// <param name="Redirects">Slugs that no page has any more, each with the one whose page took over its subject.</param>
public sealed record WikiPlan(GenerationPlan Plan, IReadOnlyList<PlannedPage> Pages, IReadOnlyDictionary<string, string> Redirects)
{
    /// <summary>True when readers would see nothing new.</summary>
    public bool IsUnchanged { get; init; }
}
