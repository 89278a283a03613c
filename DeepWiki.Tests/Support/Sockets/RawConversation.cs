namespace DeepWiki.Tests.Support.Sockets;

/// <summary>Everything a server sent until it ended the connection.</summary>
/// <param name="Text">All text joined.</param>
/// <param name="Code">The close code; null when the connection ended without a close frame.</param>
/// <param name="Reason">Reason beside the code.</param>
/// <param name="AfterClose">Frames after the close frame; none is allowed.</param>
internal sealed record RawConversation(string Text, int? Code, string Reason, int AfterClose);
