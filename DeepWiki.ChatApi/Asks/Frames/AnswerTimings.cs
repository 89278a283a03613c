namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Times of an answer, in milliseconds since the ask was taken on.</summary>
/// <param name="RetrieveMs">Time to the first sources; null when there were none.</param>
/// <param name="FirstDeltaMs">Time to the first words; null when there were none.</param>
/// <param name="TotalMs">Time to the end.</param>
internal sealed record AnswerTimings(long? RetrieveMs, long? FirstDeltaMs, long TotalMs);
