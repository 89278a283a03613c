using System.Text;

namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Texts, cut to what is kept of them; a cut one ends in a mark.</summary>
internal static class BoundedText
{
    public const int MaxName = 1_024;
    public const int MaxValue = 4_096;

    /// <summary>Of a log line, and of a stack trace.</summary>
    public const int MaxLogText = 16_384;

    /// <summary>Stands for what was cut off.</summary>
    public const string Mark = "…";

    private const int MaxBytesOfChar = 3;

    /// <summary>Invalid UTF-8 becomes U+FFFD.</summary>
    public static string ReadText(ref this ProtobufReader reader, int limit)
    {
        var bytes = reader.ReadBytes();
        // What is certainly cut off needs no decoding: a character is three bytes at most, a pair of surrogates four.
        return Cut(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxBytesOfChar * (limit + 1))]), limit);
    }

    /// <summary>Null when empty or all zero, which both mean that there is none.</summary>
    public static string? ReadId(ref this ProtobufReader reader, int length)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length != length && !bytes.IsEmpty)
        {
            throw new InvalidDataException($"An id has {bytes.Length} bytes instead of {length}.");
        }

        return bytes.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(bytes) : null;
    }

    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = limit - Mark.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Mark);
    }
}
