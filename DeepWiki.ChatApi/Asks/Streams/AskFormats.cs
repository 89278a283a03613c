namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Reads which form of typed frames a request wants.</summary>
internal static class AskFormats
{
    /// <summary>Switches the routes of the published protocol to typed frames.</summary>
    public const string ProtocolHeader = "DeepWiki-Protocol";

    private const string LinesType = "application/x-ndjson";
    private const string EventsType = "text/event-stream";

    /// <summary>Form that a route of the published protocol is asked for; null for raw text. That a client accepts events alone switches nothing.</summary>
    public static AskFormat? OfPlainRoute(HttpRequest request) =>
        Accepts(request, LinesType) ? AskFormat.Lines : request.Headers[ProtocolHeader] == "2" ? AskFormat.Events : null;

    /// <summary>Form that a resource is asked for; null for a plain answer.</summary>
    public static AskFormat? OfResource(HttpRequest request) =>
        Accepts(request, LinesType) ? AskFormat.Lines : Accepts(request, EventsType) ? AskFormat.Events : null;

    private static bool Accepts(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
