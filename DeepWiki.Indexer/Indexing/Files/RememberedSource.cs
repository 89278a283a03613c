using System.Runtime.CompilerServices;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>
/// Remembers the entries of another source when they are few, so that listing them again costs no child process. A large tree is listed anew each
/// time: that is cheap beside all else it costs, and its entries would fill the memory.
/// </summary>
internal sealed class RememberedSource(IFileSource source) : IFileSource
{
    private const int MaxEntries = 20_000;

    private IReadOnlyList<TreeEntry>? known;

    public ObjectId Commit => source.Commit;

    public async IAsyncEnumerable<TreeEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (known is { } remembered)
        {
            foreach (var entry in remembered)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }

            yield break;
        }

        List<TreeEntry>? entries = [];
        await foreach (var entry in source.ListAsync(cancellationToken))
        {
            entries = entries?.Count < MaxEntries ? entries : null;
            entries?.Add(entry);
            yield return entry;
        }

        // Only one who read to the end has seen them all.
        known = entries;
    }

    public IAsyncEnumerable<FileContent> ReadAsync(IAsyncEnumerable<TreeEntry> entries, CancellationToken cancellationToken) =>
        source.ReadAsync(entries, cancellationToken);
}
