using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>Fault of a text that is no JSON, with the place it stops being so.</summary>
internal static class JsonFault
{
    public static RequestFault From(ReadOnlySpan<byte> json, JsonException exception) =>
        new($"/{OffsetOf(json, exception)}", "json_invalid", "JSON decode error");

    // In characters from the beginning, where the framework counts bytes of a line.
    private static int OffsetOf(ReadOnlySpan<byte> json, JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += json[start..].IndexOf((byte)'\n') + 1;
        }

        var end = Math.Min(json.Length, start + (int)(exception.BytePositionInLine ?? 0));
        return Encoding.UTF8.GetCharCount(json[..end]);
    }
}
