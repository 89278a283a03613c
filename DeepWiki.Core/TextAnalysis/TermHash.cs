using System.Text;

namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// The stable 32-bit hash behind term slots and hashed embeddings: FNV-1a over UTF-8, then a finishing mix. Its values are stored, so it
/// never changes; a lone surrogate counts as U+FFFD, as in every UTF-8 encoder.
/// </summary>
internal static class TermHash
{
    internal const uint Start = 2166136261;

    private const uint Prime = 16777619;

    public static uint Hash32(ReadOnlySpan<char> text) => Finish(Append(Start, text));

    /// <summary>Goes on with a hash begun before, so that a feature's name need not be built as a string.</summary>
    internal static uint Append(uint hash, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                hash = (hash ^ c) * Prime;
            }
            else
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
                hash = Append(hash, rune);
                i += length - 1;
            }
        }

        return hash;
    }

    internal static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Append(uint hash, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        foreach (var value in bytes[..count])
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
