using System.Runtime.CompilerServices;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Files;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Indexing.Pipeline;

/// <summary>Stage from the entries of a tree to chunks: chooses files, leaves out blobs that are stored already, reads and cuts the rest.</summary>
internal sealed class FileStage(ContentReader content, FileLimits limits, IOptions<IndexingOptions> options)
{
    // Blobs asked for in one look-up of what is known.
    private const int LookUp = 1000;

    /// <summary>Decides which files a job indexes.</summary>
    public FileSelector SelectorOf(IndexJobSettings settings) => new(settings.Filter(), limits);

    /// <summary>The files that are indexed, each path once. What is left out is counted when <paramref name="counters"/> is given.</summary>
    public IAsyncEnumerable<TreeEntry> SelectAsync(IndexRun run, IndexingCounters? counters, CancellationToken cancellationToken) =>
        run.Source.ListAsync(cancellationToken)
            .Where(entry =>
            {
                var reason = run.Selector.Decide(entry);
                if (reason is { } skipped)
                {
                    counters?.Skip(skipped, entry.Path.Shown);
                }

                return reason is null;
            })
            .DistinctBy(entry => entry.Path.Shown);

    /// <summary>The blobs that are not stored yet, cut into chunks.</summary>
    public async IAsyncEnumerable<ChunkedBlob> ReadAsync(
        IndexRun run, IndexWriter writer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = 0;
        var requests = RequestAsync(run, writer, cancellationToken);
        await foreach (var file in run.Source.ReadAsync(requests, cancellationToken))
        {
            var path = file.Entry.Path.Shown;
            if (chunks >= options.Value.MaxChunks)
            {
                run.Tally.Skip(SkipReason.TooManyFiles, path);
            }
            else if (file.Bytes is { } bytes)
            {
                var blob = await content.ReadAsync(file, bytes, run.Tally, cancellationToken);
                chunks += blob.Chunks.Count;
                yield return blob;
            }
            else
            {
                run.Tally.Skip(SkipReason.Missing, path);
            }
        }
    }

    // The tree is listed and compared with what is stored while blobs are read.
    private async IAsyncEnumerable<TreeEntry> RequestAsync(
        IndexRun run, IndexWriter writer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<ObjectId>();
        var left = options.Value.MaxTextBytes;
        var wanted = InOrderAsync(run, cancellationToken).Where(entry => seen.Add(entry.Id));
        await foreach (var entries in wanted.Chunk(LookUp).WithCancellation(cancellationToken))
        {
            var known = await writer.FindKnownAsync(run.SeriesId, [.. entries.Select(entry => entry.Id.ToArray())], cancellationToken);
            foreach (var entry in entries)
            {
                left -= entry.Size;
                if (known.Contains(entry.Id.ToString()))
                {
                    continue;
                }

                if (left < 0)
                {
                    run.Tally.Skip(SkipReason.TooManyFiles, entry.Path.Shown);
                    continue;
                }

                yield return entry;
            }

            run.Tally.FilesSeen = seen.Count;
        }
    }

    // Listing costs little beside reading, so the tree is listed once to count it. Only one that is over the limit needs an order: what
    // says most of a repository comes first, and tests and examples fall off the end.
    private async IAsyncEnumerable<TreeEntry> InOrderAsync(IndexRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bytes = 0L;
        await foreach (var entry in SelectAsync(run, run.Tally, cancellationToken))
        {
            bytes += entry.Size;
            run.Tally.FilesWanted++;
        }

        var isTooMuch = bytes > options.Value.MaxTextBytes;
        await foreach (var entry in SelectAsync(run, null, cancellationToken).Where(entry => !isTooMuch || IsMain(entry)))
        {
            yield return entry;
        }

        if (isTooMuch)
        {
            await foreach (var entry in SelectAsync(run, null, cancellationToken).Where(entry => !IsMain(entry)))
            {
                yield return entry;
            }
        }
    }

    private static bool IsMain(TreeEntry entry) => FileKinds.Classify(entry.Path.Shown) is FileKind.Code or FileKind.Document;
}
