namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>The peer's connection broke while it was read or written. No other fault of input or output says that the peer is gone.</summary>
internal sealed class ConnectionLostException(string message, Exception inner) : Exception(message, inner);
