using System.Text.Json;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>A frame of a client.</summary>
/// <param name="Json">The whole object.</param>
/// <param name="Type">Type of the frame.</param>
/// <param name="Id">The client's own id; null when the frame has none.</param>
internal sealed record ClientFrame(JsonElement Json, string Type, string? Id)
{
    private const int MaxId = 64;

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidFrame"/>.</exception>
    public static ClientFrame Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new DeepWikiException(ErrorCode.InvalidFrame, "A frame must be a JSON object.");
        }

        var type = TextOf(json, "type") ?? throw new DeepWikiException(ErrorCode.InvalidFrame, "A frame must have a type.");
        return new ClientFrame(json, type, TextOf(json, "id") is { } id && IsId(id) ? id : null);
    }

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidFrame"/>.</exception>
    public string RequireId() => Id ?? throw new DeepWikiException(
        ErrorCode.InvalidFrame, $"A frame of this type must have an id of 1 to {MaxId} letters, digits, dots, underscores or hyphens.");

    /// <summary>A member that is a string; null when it is absent or something else.</summary>
    public string? Text(string name) => TextOf(Json, name);

    /// <summary>A member that is true.</summary>
    public bool Flag(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A whole number that is not negative; null when it is absent or something else.</summary>
    public long? Number(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null;

    private static bool IsId(string id) => id.Length is > 0 and <= MaxId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string? TextOf(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape cannot become text.
            return null;
        }
    }
}
