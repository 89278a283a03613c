using System.Text.Json;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>A server-sent event.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Id">Its id; null for none.</param>
/// <param name="Data">Its data.</param>
internal sealed record ServerEvent(string Type, string? Id, string Data)
{
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;
}
