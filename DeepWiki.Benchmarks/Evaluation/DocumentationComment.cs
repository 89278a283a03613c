namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>A documentation comment above a declaration.</summary>
/// <param name="Text">Its words, markers removed.</param>
/// <param name="FirstLine">Its first line, from 1.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="Name">Name of the declaration.</param>
internal sealed record DocumentationComment(string Text, int FirstLine, int LastLine, string Name);
