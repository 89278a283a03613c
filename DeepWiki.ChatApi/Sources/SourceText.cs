using System.Text;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.ChatApi.Sources;

/// <summary>
/// The lines of a file, put together from the chunks of its blob. Whether they are the blob's own is not assumed: the blob's id is a hash
/// of its content.
/// </summary>
internal sealed class SourceText
{
    private static readonly string[] LineEnds = ["\n", "\r\n"];

    private SourceText(string[] lines, byte[]? content) => (Lines, Content) = (lines, content);

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The bytes of the blob; null when the lines could not be proved to be its content, apart from their ends.</summary>
    public byte[]? Content { get; }

    public static SourceText From(StoredSource source)
    {
        var lines = new string[source.Lines];
        Array.Fill(lines, "");
        foreach (var chunk in source.Chunks)
        {
            foreach (var (line, index) in chunk.Text.Split('\n').Select((line, index) => (line, chunk.StartLine - 1 + index)))
            {
                lines[index] = line;
            }
        }

        return new SourceText(lines, Prove(lines, source.Blob));
    }

    // Text is stored with one kind of line end and without a byte order mark.
    private static byte[]? Prove(string[] lines, byte[] blob)
    {
        var wanted = ObjectId.FromBytes(blob);
        var format = blob.Length == 20 ? ObjectFormat.Sha1 : ObjectFormat.Sha256;
        foreach (var end in LineEnds)
        {
            var text = Encoding.UTF8.GetBytes("\uFEFF" + string.Join(end, lines) + end);
            var mark = Encoding.UTF8.Preamble.Length;
            foreach (var (start, cut) in ((int, int)[])[(mark, 0), (mark, end.Length), (0, 0), (0, end.Length)])
            {
                var content = text.AsSpan(start, text.Length - start - cut);
                if (ObjectId.ForBlob(content, format) == wanted)
                {
                    return content.ToArray();
                }
            }
        }

        return null;
    }
}
