using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The places that bear on one sub-question, best first; none where it stays open.</summary>
/// <param name="Aspect">The sub-question.</param>
/// <param name="Subjects">Names that it is asked of.</param>
/// <param name="Places">The places.</param>
internal sealed record AspectFinding(ResearchAspect Aspect, IReadOnlyList<string> Subjects, IReadOnlyList<AspectPlace> Places)
{
    /// <summary>The lines that were read for it.</summary>
    public IEnumerable<ContextBlock> Blocks => Places.Select(place => place.Block).Distinct();
}
