using System.Globalization;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>Attributes of an exported span, event or log, all as text.</summary>
internal sealed class ReceivedAttributes(IReadOnlyDictionary<string, string> values)
{
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Empty when there is none of this name.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    public bool Contains(string name) => values.ContainsKey(name);

    /// <summary>Reads the <c>KeyValue</c> items of a field.</summary>
    public static ReceivedAttributes Read(ProtobufMessage message, int field) =>
        new(
            message
                .Messages(field)
                .GroupBy(pair => pair.Text(1))
                .ToDictionary(pairs => pairs.Key, pairs => ReadValue(pairs.Last().Message(2)), StringComparer.Ordinal));

    /// <summary>Reads <c>service.name</c> of a <c>ResourceSpans</c>, <c>ResourceLogs</c> or <c>ResourceMetrics</c>.</summary>
    public static string ReadService(ProtobufMessage signal) => Read(signal.Message(1), 1)["service.name"];

    /// <summary>Reads an <c>AnyValue</c>: an array as <c>[a, b]</c>, a map as <c>{a=1, b=2}</c>, bytes as hexadecimal.</summary>
    public static string ReadValue(ProtobufMessage value) => value switch
    {
        _ when value.Has(2) => value.Number(2) == 0 ? "false" : "true",
        _ when value.Has(3) => ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(4) => BitConverter.UInt64BitsToDouble(value.Number(4)).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(5) => $"[{string.Join(", ", value.Message(5).Messages(1).Select(ReadValue))}]",
        _ when value.Has(6) => $"{{{string.Join(", ", value.Message(6).Messages(1).Select(pair => $"{pair.Text(1)}={ReadValue(pair.Message(2))}"))}}}",
        _ when value.Has(7) => value.Hex(7),
        _ => value.Text(1),
    };
}
