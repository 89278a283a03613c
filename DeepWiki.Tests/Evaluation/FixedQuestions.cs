namespace DeepWiki.Tests.Evaluation;

/// <summary>Questions about this repository, written by its authors (<c>questions.json</c>).</summary>
/// <param name="Version">Raised when questions change, for then figures cannot be compared.</param>
/// <param name="Answerable">Questions with the files that answer them, any of which will do.</param>
/// <param name="Unanswerable">Questions about things that this repository has nothing to do with.</param>
internal sealed record FixedQuestions(int Version, IReadOnlyList<FixedQuestion> Answerable, IReadOnlyList<string> Unanswerable);
