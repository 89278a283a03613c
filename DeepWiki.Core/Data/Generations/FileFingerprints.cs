using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Data.Generations;

/// <summary>
/// The files of a commit in eight bytes each, half of a hash of the path and half of its object id, so that two commits can be compared when the older
/// one is indexed no more. Two of 100,000 paths share their half with a probability of a few in ten thousand each.
/// </summary>
public sealed class FileFingerprints
{
    private readonly byte[] bytes;
    private readonly Dictionary<uint, uint> contents = [];

    /// <param name="bytes">Pairs of path and content, as <see cref="ToArray"/> gives them.</param>
    public FileFingerprints(byte[] bytes)
    {
        this.bytes = bytes;
        for (var i = 0; i + 8 <= bytes.Length; i += 8)
        {
            contents[BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i))] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i + 4));
        }
    }

    public static FileFingerprints None { get; } = new([]);

    public int Count => contents.Count;

    /// <param name="files">Path and object id of each file.</param>
    public static FileFingerprints From(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var stream = new MemoryStream();
        Span<byte> pair = stackalloc byte[8];
        foreach (var (path, blob) in files)
        {
            BinaryPrimitives.WriteUInt32BigEndian(pair, Hash(path));
            blob.AsSpan(0, 4).CopyTo(pair[4..]);
            stream.Write(pair);
        }

        return new FileFingerprints(stream.ToArray());
    }

    /// <summary>True when the commit had the file.</summary>
    public bool Contains(string path) => contents.ContainsKey(Hash(path));

    /// <summary>Number of files that were added, removed or changed on the way to <paramref name="other"/>.</summary>
    public int CountChanges(FileFingerprints other) =>
        contents.Count(pair => !other.contents.TryGetValue(pair.Key, out var content) || content != pair.Value)
        + other.contents.Keys.Count(path => !contents.ContainsKey(path));

    public byte[] ToArray() => bytes;

    private static uint Hash(string path) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
}
