using System.Text;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Decides what the bytes of a file are and decodes text once. All later steps see clean text.</summary>
internal static class ContentSniffer
{
    private const int SniffedBytes = 8000;
    private const int MaxPointer = 1024;
    private const int MaxCodeLine = 5000;
    private const int MaxMeanCodeLine = 300;

    /// <summary>Decodes <paramref name="bytes"/>; the path only helps to judge code.</summary>
    public static FileText Read(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return FileText.Without(SkipReason.Empty);
        }

        if (bytes.Length < MaxPointer && bytes.StartsWith("version https://git-lfs.github.com/spec/v"u8))
        {
            return FileText.Without(SkipReason.LfsPointer);
        }

        var (encoding, preamble) = FromMark(bytes);
        if (encoding is null && bytes[..Math.Min(bytes.Length, SniffedBytes)].Contains((byte)0))
        {
            return FileText.Without(SkipReason.Binary);
        }

        if (TextDecoder.Decode(bytes[preamble..], encoding) is not { } decoded)
        {
            return FileText.Without(SkipReason.Undecodable);
        }

        var text = TextDecoder.Clean(decoded);

        return text.AsSpan().IndexOfAnyExcept(" \t\n\f\v") < 0 ? FileText.Without(SkipReason.Empty)
            : IsMinified(path, text) ? FileText.Without(SkipReason.Minified)
            : GeneratedFiles.HasMarker(text) ? FileText.Without(SkipReason.Generated)
            : FileText.From(text);
    }

    // UTF-32 first: its mark begins with that of UTF-16.
    private static (Encoding? Encoding, int Preamble) FromMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (new UTF8Encoding(false, true), 3)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? (new UTF32Encoding(false, false, true), 4)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? (new UTF32Encoding(true, false, true), 4)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (new UnicodeEncoding(false, false, true), 2)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (new UnicodeEncoding(true, false, true), 2)
        : (null, 0);

    private static bool IsMinified(string path, string text)
    {
        if (!FileKinds.Classify(path).HasFlag(FileKind.Code))
        {
            return false;
        }

        var lines = 1;
        var longest = 0;
        var start = 0;
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', start))
        {
            longest = Math.Max(longest, end - start);
            start = end + 1;
            lines += start < text.Length ? 1 : 0;
        }

        return Math.Max(longest, text.Length - start) > MaxCodeLine || text.Length / lines > MaxMeanCodeLine;
    }
}
