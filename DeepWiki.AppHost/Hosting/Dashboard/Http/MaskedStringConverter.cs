using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Every text of every answer goes through the mask, wherever it came from.</summary>
internal sealed class MaskedStringConverter(SecretMask mask) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(mask.Hide(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() ?? "";

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(mask.Hide(value));
}
