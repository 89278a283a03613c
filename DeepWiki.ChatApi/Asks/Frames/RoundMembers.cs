namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A round of a research.</summary>
/// <param name="Index">Number of the round, from 1.</param>
/// <param name="Of">Rounds there are to be.</param>
/// <param name="Title">Title of the round.</param>
/// <param name="Status">started or done.</param>
/// <param name="Sources">Places it found; null while it runs.</param>
internal sealed record RoundMembers(int Index, int Of, string Title, string Status, int? Sources);
