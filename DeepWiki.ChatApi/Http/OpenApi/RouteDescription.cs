using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>Description of a route in the OpenAPI document, beside the descriptions of its types.</summary>
/// <param name="Summary">One line.</param>
/// <param name="Text">Text about the route: all that a caller must know.</param>
internal sealed record RouteDescription(string Summary, string Text)
{
    /// <summary>Parameters that the handler reads by itself.</summary>
    public IReadOnlyList<RouteParameter> Parameters { get; init; } = [];

    /// <summary>Errors it answers with, as problems with their own statuses.</summary>
    public IReadOnlyList<ErrorCode> Errors { get; init; } = [];

    /// <summary>Errors it answers with in the shape of the original backend.</summary>
    public IReadOnlyList<(int Status, string Detail)> LegacyErrors { get; init; } = [];

    /// <summary>
    /// A body to send, whose type describes bodies, where the handler reads its JSON by itself; else null. The framework's own attribute would also refuse
    /// other content types, with an answer that is not of the protocol.
    /// </summary>
    public object? Request { get; init; }

    /// <summary>The body of a good answer; null for none.</summary>
    public string? ResponseExample { get; init; }
}
