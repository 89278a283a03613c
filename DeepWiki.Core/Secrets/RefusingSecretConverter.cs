using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.Core.Secrets;

/// <summary>Keeps secrets out of JSON: they are written as <c>***</c> and never read.</summary>
internal sealed class RefusingSecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret is never read from JSON as such; take the string where the message is parsed.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue("***");
}
