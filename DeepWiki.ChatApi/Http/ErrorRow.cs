namespace DeepWiki.ChatApi.Http;

/// <summary>One row of <see cref="ErrorTable"/>.</summary>
/// <param name="Prefix">Text before the message in the plain text. A leading line feed is part of the protocol.</param>
/// <param name="CloseCode">WebSocket close code (RFC 6455, section 7.4).</param>
/// <param name="RawHttpStatus">Status on <c>/chat/completions/stream</c> before its headers are out.</param>
/// <param name="HttpStatus">Status on every other HTTP route.</param>
/// <param name="Retryable">True when the same request may succeed later.</param>
internal sealed record ErrorRow(string Prefix, int CloseCode, int RawHttpStatus, int HttpStatus, bool Retryable);
