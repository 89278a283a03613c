namespace DeepWiki.ChatApi.Jobs;

/// <summary>Open streams, counted.</summary>
/// <param name="Sockets">Sockets, and streams of events.</param>
/// <param name="Answers">Answers that are being given.</param>
/// <param name="Watchers">Streams of events alone.</param>
internal sealed record StreamCountsView(int Sockets, int Answers, int Watchers);
