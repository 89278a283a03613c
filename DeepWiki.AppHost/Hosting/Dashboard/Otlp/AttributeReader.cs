using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Reads <c>KeyValue</c> (1 key, 2 value) and <c>AnyValue</c>; every value becomes text, lists and maps JSON.</summary>
internal static class AttributeReader
{
    private const int MaxAttributes = 128;

    // A map, a pair of it, and its value.
    private const int LevelsOfMap = 3;
    private const string StackTrace = "exception.stacktrace";

    public static void AddTo(List<TelemetryAttribute> attributes, ProtobufReader pair)
    {
        if (attributes.Count < MaxAttributes)
        {
            attributes.Add(Read(pair));
        }
    }

    public static TelemetryAttribute Read(ProtobufReader pair) => Read(pair, BoundedText.MaxValue, isJson: false);

    public static string ReadValue(ProtobufReader value, int limit) => BoundedText.Cut(ReadAny(value, limit, isJson: false), limit);

    private static TelemetryAttribute Read(ProtobufReader pair, int limit, bool isJson)
    {
        var (key, value) = ("", isJson ? "null" : "");
        while (pair.Next())
        {
            switch (pair.Field)
            {
                case 1: key = pair.ReadText(BoundedText.MaxName); break;
                case 2 when isJson: value = ReadAny(pair.ReadMessage(), limit, isJson); break;
                case 2: value = ReadValue(pair.ReadMessage(), key == StackTrace ? BoundedText.MaxLogText : limit); break;
                default: pair.Skip(); break;
            }
        }

        return new TelemetryAttribute(key, value);
    }

    private static string ReadAny(ProtobufReader value, int limit, bool isJson)
    {
        var text = isJson ? "null" : "";
        while (value.Next())
        {
            switch (value.Field)
            {
                case 1: text = Shown(value.ReadText(limit), isJson); break;
                case 2: text = value.ReadVarint() == 0 ? "false" : "true"; break;
                case 3: text = ((long)value.ReadVarint()).ToString(CultureInfo.InvariantCulture); break;
                case 4: text = value.ReadDouble().ToString(CultureInfo.InvariantCulture); break;
                case 5 or 6 when !value.MayNest(LevelsOfMap) && value.ReadBytes() is var _: text = Shown(BoundedText.Mark, isJson); break;
                case 5: text = $"[{ReadItems(value.ReadMessage(), limit, isMap: false)}]"; break;
                case 6: text = $"{{{ReadItems(value.ReadMessage(), limit, isMap: true)}}}"; break;
                case 7 when value.ReadBytes() is var bytes: text = Shown(Convert.ToBase64String(bytes[..Math.Min(bytes.Length, limit)]), isJson); break;
                default: value.Skip(); break;
            }
        }

        return text;
    }

    // 1: an AnyValue, or a KeyValue of a map. Depth bounds the recursion; what would be cut off is not read.
    private static string ReadItems(ProtobufReader list, int limit, bool isMap)
    {
        var json = new StringBuilder();
        while (json.Length <= limit && list.Next(1))
        {
            json.Append(json.Length == 0 ? "" : ",");
            if (isMap)
            {
                var (key, value) = Read(list.ReadMessage(), limit, isJson: true);
                json.Append(Shown(key, isJson: true)).Append(':').Append(value);
            }
            else
            {
                json.Append(ReadAny(list.ReadMessage(), limit, isJson: true));
            }
        }

        return json.ToString();
    }

    private static string Shown(string text, bool isJson) => isJson ? $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"" : text;
}
