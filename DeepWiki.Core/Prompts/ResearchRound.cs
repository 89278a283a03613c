namespace DeepWiki.Core.Prompts;

/// <summary>One round of a research over several answers.</summary>
/// <param name="Number">Number of the round, from 1.</param>
/// <param name="Heading">The line its answer begins with.</param>
/// <param name="IsLast">True when it concludes.</param>
/// <param name="Covered">Paths that earlier rounds quoted, in their order.</param>
internal sealed record ResearchRound(int Number, string Heading, bool IsLast, IReadOnlyList<string> Covered);
