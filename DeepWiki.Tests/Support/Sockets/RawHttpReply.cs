namespace DeepWiki.Tests.Support.Sockets;

/// <summary>Status line and headers of an HTTP/1.1 answer, as they came, with the body if one was read.</summary>
internal sealed record RawHttpReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
