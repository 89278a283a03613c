using System.Text;
using System.Text.Json;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Reads what a model thinks from a delta. Servers differ in the name of the member, and in its form: a text, or a list of parts, some of which are
/// encrypted and have no text.
/// </summary>
internal static class Thoughts
{
    private static readonly string[] Members = ["reasoning_content", "reasoning", "thinking", "reasoning_details", "thinking_blocks"];
    private static readonly string[] Parts = ["text", "thinking", "summary", "content"];

    /// <summary>True when the delta has a thought; its text is empty when it is encrypted.</summary>
    public static bool TryRead(JsonElement delta, out string text)
    {
        text = "";
        var found = false;
        foreach (var name in Members)
        {
            if (JsonText.Member(delta, name) is { } member && IsPresent(member))
            {
                found = true;
                text = Read(member);
                if (text.Length > 0)
                {
                    return true;
                }
            }
        }

        return found;
    }

    private static bool IsPresent(JsonElement member) => member.ValueKind switch
    {
        JsonValueKind.String => member.GetRawText().Length > "\"\"".Length,
        JsonValueKind.Array => member.GetArrayLength() > 0,
        JsonValueKind.Object => true,
        _ => false,
    };

    // [{"type":"reasoning.text","text":"First I"}]
    private static string Read(JsonElement member)
    {
        switch (member.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText.Read(member);
            case JsonValueKind.Object:
                return Parts.Select(name => JsonText.Member(member, name)).FirstOrDefault(part => part is { ValueKind: JsonValueKind.String }) is { } part
                    ? JsonText.Read(part)
                    : "";
            case JsonValueKind.Array:
                var text = new StringBuilder();
                foreach (var entry in member.EnumerateArray().Where(entry => entry.ValueKind is JsonValueKind.Object or JsonValueKind.String))
                {
                    text.Append(Read(entry));
                }

                return text.ToString();
            default:
                return "";
        }
    }
}
