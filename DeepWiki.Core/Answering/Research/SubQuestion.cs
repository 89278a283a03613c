namespace DeepWiki.Core.Answering.Research;

/// <summary>A part of a research question.</summary>
/// <param name="Text">The part as a question.</param>
/// <param name="Words">Words to search the repository for; empty for those of the question.</param>
internal sealed record SubQuestion(string Text, string Words);
