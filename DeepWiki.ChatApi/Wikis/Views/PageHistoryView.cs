namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A page in one generation.</summary>
/// <param name="Generation">Number of the generation.</param>
/// <param name="Commit">The commit it was written at.</param>
/// <param name="GeneratedAt">Time it was written.</param>
/// <param name="Reason">new, sources changed, lines moved, asked or unchanged.</param>
/// <param name="Version">The version; equal ones are the same text.</param>
internal sealed record PageHistoryView(int Generation, string Commit, DateTimeOffset GeneratedAt, string Reason, long Version);
