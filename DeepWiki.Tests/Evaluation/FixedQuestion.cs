namespace DeepWiki.Tests.Evaluation;

/// <summary>A question and the files that answer it.</summary>
internal sealed record FixedQuestion(string Text, IReadOnlyList<string> Paths);
