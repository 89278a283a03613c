using DeepWiki.Benchmarks.Hosting;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>Rows of an index, so that floors work on the same files, blobs and texts. The database holds one index.</summary>
internal static class IndexedRows
{
    public static Task<IReadOnlyList<string>> BlobsAsync(IndexHost host, CancellationToken cancellationToken) =>
        ReadAsync(host, "select encode(blob, 'hex') from series_blobs order by blob_number", cancellationToken);

    public static Task<IReadOnlyList<string>> PathsAsync(IndexHost host, CancellationToken cancellationToken) =>
        ReadAsync(host, "select path from files where end_generation is null order by path", cancellationToken);

    public static Task<IReadOnlyList<string>> TextsAsync(IndexHost host, CancellationToken cancellationToken) =>
        ReadAsync(host, "select content from chunks order by chunk_id", cancellationToken);

    private static async Task<IReadOnlyList<string>> ReadAsync(IndexHost host, string sql, CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
