using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Reads JSON strings that may be cut inside a character. Some servers escape each delta by itself, so that the two halves of a surrogate pair
/// arrive in two strings; the framework's reader throws on either.
/// </summary>
internal static class JsonText
{
    /// <summary>The string, lone surrogates kept as they are.</summary>
    public static string Read(JsonElement element)
    {
        var raw = element.GetRawText().AsSpan()[1..^1];
        return raw.Contains('\\') ? Unescape(raw) : raw.ToString();
    }

    /// <summary>The member of an object; null when it has none of that name, or is no object.</summary>
    public static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The text with U+FFFD in place of what is no character.</summary>
    public static string Whole(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
            {
                // The encoder writes U+FFFD by itself.
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }

    // Only called on text that the parser has accepted, so every escape is complete.
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
            }
        }

        return text.ToString();
    }
}
