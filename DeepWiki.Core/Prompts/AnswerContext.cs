using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Prompts;

/// <summary>The evidence that retrieval found for one question, from which a prompt or an extractive answer is made.</summary>
/// <param name="Question">The user's question, without tags.</param>
/// <param name="Repository">Name to show, such as <c>owner/name</c>.</param>
/// <param name="Blocks">Evidence, best first; empty when nothing relevant was found.</param>
/// <param name="MissingTerms">Words of the question that the repository does not contain.</param>
/// <param name="NearestPaths">Files that came closest, for an answer that must say "not found".</param>
internal sealed record AnswerContext(
    string Question,
    string Repository,
    IReadOnlyList<ContextBlock> Blocks,
    IReadOnlyList<string> MissingTerms,
    IReadOnlyList<string> NearestPaths)
{
    /// <summary>True when there was evidence, but too much of it for the model.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>True when vectors could not take part in the search, or not all of them: the answer says so.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>Code of the language to answer in, as the published protocol spells it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Round of a research it is for; null for a plain question.</summary>
    public ResearchRound? Research { get; init; }
}
