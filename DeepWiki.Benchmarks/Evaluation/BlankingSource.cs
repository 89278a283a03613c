using System.Runtime.CompilerServices;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>A source in which some lines are empty: the answers must not stand where the questions come from.</summary>
internal sealed class BlankingSource(IFileSource inner, IReadOnlyDictionary<string, LineSpan> blanked) : IFileSource
{
    public ObjectId Commit => inner.Commit;

    public IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public async IAsyncEnumerable<FileContent> ReadAsync(
        IAsyncEnumerable<TreeEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var content in inner.ReadAsync(entries, cancellationToken))
        {
            yield return content.Bytes is { } bytes && blanked.TryGetValue(content.Entry.Path.Shown, out var lines)
                ? content with { Bytes = Blank(bytes.ToArray(), lines) }
                : content;
        }
    }

    private static byte[] Blank(byte[] bytes, LineSpan lines)
    {
        var line = 1;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                line++;
            }
            else if (line >= lines.First && line <= lines.Last)
            {
                bytes[i] = (byte)' ';
            }
        }

        return bytes;
    }
}
