namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>A question with its right answers, derived by rule from what a repository's authors wrote.</summary>
/// <param name="Set">Set it belongs to, by its derivation.</param>
/// <param name="Text">Text of the question.</param>
/// <param name="Targets">Paths of the files that answer it, at least one.</param>
/// <param name="Source">The commit or <c>path:line</c> it comes from.</param>
internal sealed record Question(QuestionSet Set, string Text, IReadOnlyList<string> Targets, string Source);
