namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Origin of a page.</summary>
/// <param name="Commit">The commit it was written at.</param>
/// <param name="Provider">Provider that wrote it.</param>
/// <param name="Model">Model that wrote it.</param>
/// <param name="GeneratedAt">Time it was written.</param>
/// <param name="Generation">Generation it is shown in.</param>
/// <param name="Reason">Reason of this version.</param>
/// <param name="Unsupported">Factual paragraphs without a citation.</param>
/// <param name="Faults">Faults that a repair did not mend.</param>
/// <param name="TraceId">Trace in which it was written; null for none.</param>
internal sealed record ProvenanceView(
    string Commit, string Provider, string Model, DateTimeOffset GeneratedAt, int Generation, string Reason, int Unsupported, IReadOnlyList<string> Faults,
    string? TraceId);
