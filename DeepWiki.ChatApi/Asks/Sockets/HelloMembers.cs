namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>The first frame of a socket.</summary>
/// <param name="Version">Version of the protocol.</param>
/// <param name="Replica">The replica that serves the socket.</param>
/// <param name="Limits">Limits of the socket.</param>
/// <param name="ResumeSeconds">Time in which an ask can be resumed after its last frame.</param>
/// <param name="Features">Parts of the protocol that are there.</param>
internal sealed record HelloMembers(int Version, string Replica, SocketLimits Limits, int ResumeSeconds, IReadOnlyList<string> Features);
