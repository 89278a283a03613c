using System.Runtime.CompilerServices;
using System.Text;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>The Indexer streams: what it holds does not depend on how large the repository is.</summary>
[Trait("Category", "Integration")]
public sealed class StreamingTests(StoresFixture stores)
{
    private const int BatchChunks = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    public async Task Files_that_were_read_and_are_not_stored_are_a_few_batches_however_many_there_are(int files)
    {
        var settings = new Dictionary<string, string?> { ["DEEPWIKI_EMBEDDER_TYPE"] = "local", ["Indexing:MaxBatchChunks"] = $"{BatchChunks}" };
        await using var host = await IndexHost.StartAsync(await stores.PostgresAsync(), await stores.RedisAsync(), settings, Token);
        var source = new CountedFiles(files, () => host.CountAsync("select count(*) from series_blobs", Token));

        var (index, _) = await host.IndexAsync("streamed", source, [], Token);

        // One batch is being stored, one waits for that, and one is being filled.
        Assert.Equal(files, index.Files);
        Assert.InRange(source.MostUnderWay, BatchChunks, 3 * BatchChunks);
    }

    /// <summary>Files of one chunk each. Looks, as each is read, at how many of those before it are stored.</summary>
    private sealed class CountedFiles(int count, Func<Task<long>> countStored) : IFileSource
    {
        private readonly List<byte[]> files = [.. Enumerable.Range(0, count).Select(number => Encoding.UTF8.GetBytes($"Note {number} of {count}.\n"))];

        public ObjectId Commit { get; } = ObjectId.FromBytes(new byte[20]);

        public long MostUnderWay { get; private set; }

        public IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken) => files
            .Select((bytes, number) =>
                new TreeEntry(new TreePath($"notes/{number}.txt"), EntryMode.File, ObjectId.ForBlob(bytes, ObjectFormat.Sha1), bytes.Length))
            .ToAsyncEnumerable();

        public async IAsyncEnumerable<FileContent> ReadAsync(
            IAsyncEnumerable<TreeEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var read = 0;
            await foreach (var entry in entries.WithCancellation(cancellationToken))
            {
                MostUnderWay = Math.Max(MostUnderWay, ++read - await countStored());
                yield return new FileContent(entry, files[read - 1]);
            }
        }
    }
}
