namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>A stored page, immutable and shared by all generations that show it.</summary>
/// <param name="Id">Key inside the database.</param>
/// <param name="Commit">The commit it was written at, in hexadecimal.</param>
/// <param name="Provider">Provider that wrote it.</param>
/// <param name="Model">Model that wrote it.</param>
/// <param name="TraceId">Trace in which it was written; null for none.</param>
/// <param name="ContentHash">SHA-256 of its title and Markdown.</param>
/// <param name="WrittenAt">Time it was written.</param>
/// <param name="Content">Content of the page.</param>
public sealed record PageVersion(
    long Id, string Commit, string Provider, string Model, string? TraceId, byte[] ContentHash, DateTimeOffset WrittenAt, PageContent Content);
