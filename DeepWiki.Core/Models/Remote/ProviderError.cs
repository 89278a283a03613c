using System.Text;
using System.Text.Json;

namespace DeepWiki.Core.Models.Remote;

/// <summary>A failure in a provider's own words: nothing of it is fit for a user before it is cleaned.</summary>
/// <param name="Code">Code or type; empty when it has none.</param>
/// <param name="Message">Sentence; empty when it has none.</param>
/// <param name="Fields">Members of the request that it names by themselves, as paths.</param>
internal sealed record ProviderError(string Code, string Message, IReadOnlyList<string> Fields)
{
    public static ProviderError Nothing { get; } = new("", "", []);

    public static ProviderError FromText(string text) => new("", text, []);

    /// <summary>
    /// Reads the body of an error.
    /// <code>{"error":{"message":"Unsupported parameter: 'temperature'","type":"invalid_request_error","param":"temperature","code":null}}</code>
    /// <code>{"detail":[{"type":"extra_forbidden","loc":["body","top_p"],"msg":"Extra inputs are not permitted"}]}</code>
    /// </summary>
    public static ProviderError Read(JsonElement root)
    {
        // Google's compatible interface wraps the object in a list.
        root = root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() > 0 ? root[0] : root;
        return JsonText.Member(root, "error") is { } error ? FromError(error) : FromError(root);
    }

    public static ProviderError FromError(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
        {
            return FromText(JsonText.Read(error));
        }

        if (error.ValueKind != JsonValueKind.Object)
        {
            return Nothing;
        }

        var fields = new List<string>();
        var message = new StringBuilder(Property(error, "message"));
        AddDetail(JsonText.Member(error, "detail"), message, fields);
        if (Property(error, "param") is { Length: > 0 } param)
        {
            fields.Add(param);
        }

        // OpenRouter keeps the words of the provider behind it.
        if (JsonText.Member(error, "metadata") is { } metadata && Property(metadata, "raw") is { Length: > 0 } raw)
        {
            message.Append(": ").Append(raw);
        }

        return new ProviderError(Property(error, "code") is { Length: > 0 } code ? code : Property(error, "type"), message.ToString(), fields);
    }

    public bool Has(params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            if (Code.Contains(mark, StringComparison.OrdinalIgnoreCase) || Message.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddDetail(JsonElement? detail, StringBuilder message, List<string> fields)
    {
        if (detail is { ValueKind: JsonValueKind.String } sentence)
        {
            message.Append(JsonText.Read(sentence));
        }

        foreach (var fault in detail is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default)
        {
            message.Append(message.Length > 0 ? "; " : "").Append(Property(fault, "msg"));
            if (JsonText.Member(fault, "loc") is { ValueKind: JsonValueKind.Array } place)
            {
                fields.AddRange(place.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(JsonText.Read));
            }
        }
    }

    private static string Property(JsonElement element, string name) => JsonText.Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => JsonText.Read(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };
}
