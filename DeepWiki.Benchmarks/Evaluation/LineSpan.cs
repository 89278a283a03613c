namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Lines of a file, from 1, both included.</summary>
internal readonly record struct LineSpan(int First, int Last);
