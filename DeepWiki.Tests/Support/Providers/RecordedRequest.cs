using System.Text.Json;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>A request as the scripted provider received it.</summary>
public sealed record RecordedRequest(string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
