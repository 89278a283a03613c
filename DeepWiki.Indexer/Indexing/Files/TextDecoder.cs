using System.Text;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Decodes bytes strictly and cleans text so that every store and every client can hold it.</summary>
internal static class TextDecoder
{
    // Windows-1252 differs from Latin-1 in these 32; five of them mean nothing.
    private const string Windows1252 =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    /// <summary>Null when the bytes are no text. Without an encoding they are UTF-8, else Windows-1252 if that makes sense.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, Encoding? encoding)
    {
        try
        {
            return encoding is not null ? encoding.GetString(bytes)
                : System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
                : HasFewControls(bytes) ? FromWindows1252(bytes)
                : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary><c>\n</c> as the only line end; no NUL, which PostgreSQL refuses, and no half of a surrogate pair.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\0') < 0 && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\r')
            {
                clean.Append('\n');
                i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else
            {
                clean.Append(character == '\0' || char.IsSurrogate(character) ? '\ufffd' : character);
            }
        }

        return clean.ToString();
    }

    private static bool HasFewControls(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var value in bytes)
        {
            controls += value is < 0x20 and not (byte)'\t' and not (byte)'\n' and not (byte)'\r' and not (byte)'\f' or 0x7F ? 1 : 0;
        }

        return controls * 20L < bytes.Length;
    }

    private static string FromWindows1252(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (characters, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            characters[i] = source[i] is >= 0x80 and < 0xA0 ? Windows1252[source[i] - 0x80] : (char)source[i];
        }
    });
}
