using DeepWiki.Benchmarks.Hosting;
using Npgsql;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>
/// The least it takes to store an index: the very rows the product wrote, sent back to the same server by binary COPY, one stream a
/// table, into the same schema with the same indexes. The bytes are at hand already, so not even their making costs anything.
/// </summary>
internal sealed class StoreFloor : IAsyncDisposable
{
    // What the rest points at; not part of the time.
    private static readonly string[] Parents = ["repositories", "index_series", "index_views"];

    private static readonly string[] Tables =
        ["series_blobs", "chunks", "lexical", "embeddings", "symbols", "imports", "symbol_words", "path_words", "term_statistics", "files"];

    private readonly IndexHost target;
    private readonly string folder;

    private StoreFloor(IndexHost target, string folder) => (this.target, this.folder) = (target, folder);

    /// <summary>Keeps the rows of a database that holds one index.</summary>
    /// <param name="source">The database.</param>
    /// <param name="target">Another one on the same server; it is emptied before each run and goes with this object.</param>
    /// <param name="root">For the bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<StoreFloor> PrepareAsync(IndexHost source, IndexHost target, string root, CancellationToken cancellationToken)
    {
        var kept = Directory.CreateDirectory(Path.Combine(root, "rows")).FullName;
        await using var connection = await source.DataSource.OpenConnectionAsync(cancellationToken);
        foreach (var table in Parents.Concat(Tables))
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", cancellationToken);
            await using var file = File.Create(Path.Combine(kept, table));
            await rows.CopyToAsync(file, cancellationToken);
        }

        return new StoreFloor(target, kept);
    }

    /// <summary>Makes ready for a run.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await target.EmptyAsync(cancellationToken);
        await CopyAsync(Parents, cancellationToken);
    }

    public Task RunAsync(CancellationToken cancellationToken) => CopyAsync(Tables, cancellationToken);

    public ValueTask DisposeAsync() => target.DisposeAsync();

    private async Task CopyAsync(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        await using var connection = await target.DataSource.OpenConnectionAsync(cancellationToken);
        foreach (var table in tables)
        {
            await CopyAsync(connection, table, cancellationToken);
        }
    }

    private async Task CopyAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", cancellationToken);
        await using var file = File.OpenRead(Path.Combine(folder, table));
        await file.CopyToAsync(rows, 1 << 16, cancellationToken);
    }
}
