using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

internal sealed class ChartPointConverter : JsonConverter<ChartPoint>
{
    public override ChartPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Points are only written.");

    public override void Write(Utf8JsonWriter writer, ChartPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Time);
        writer.WriteNumberValue(value.Value);
        writer.WriteEndArray();
    }
}
