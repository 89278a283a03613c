namespace DeepWiki.ChatApi.Jobs;

/// <summary>A fact about a job that a person should know.</summary>
/// <param name="Code">Kind of the fact.</param>
/// <param name="Count">Number of times it was met.</param>
/// <param name="Sample">Sentence that tells it.</param>
internal sealed record JobWarningView(string Code, int Count, string Sample);
