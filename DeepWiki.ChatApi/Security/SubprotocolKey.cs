using System.Buffers.Text;
using System.Text;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// An API key among the subprotocols that a WebSocket offers: a browser can send no header with one. It is never selected, logged or sent back.
/// </summary>
internal static class SubprotocolKey
{
    private const string Prefix = "deepwiki.key.";

    /// <summary>The key; null for none.</summary>
    public static string? Find(HttpRequest request)
    {
        var entry = request.HttpContext.WebSockets.IsWebSocketRequest
            ? request.HttpContext.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            : null;
        return entry is not null && Base64Url.IsValid(entry.AsSpan(Prefix.Length))
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(entry.AsSpan(Prefix.Length)))
            : null;
    }
}
