using System.IO.Compression;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>A zip file whose bytes depend on its content alone.</summary>
internal sealed class Archive(DateTimeOffset writtenAt) : IDisposable
{
    // What the format can hold begins in 1980, in steps of two seconds.
    private static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly MemoryStream stream = new();
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public void Add(string name, byte[] content) => files.Add(name, content);

    public byte[] ToArray()
    {
        var time = writtenAt.UtcDateTime < Earliest ? Earliest : writtenAt.UtcDateTime;
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(time, TimeSpan.Zero);
                entry.ExternalAttributes = 0b110_100_100 << 16;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    public void Dispose() => stream.Dispose();
}
