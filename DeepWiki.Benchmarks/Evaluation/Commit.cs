namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>A commit with what it says and what it touched.</summary>
/// <param name="Id">Hexadecimal.</param>
/// <param name="Author">Name.</param>
/// <param name="Message">Subject, blank line, body.</param>
/// <param name="Changes">Status letter and path; renames count as a removal and an addition.</param>
internal sealed record Commit(string Id, string Author, string Message, IReadOnlyList<(char Status, string Path)> Changes);
