using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>
/// Other repositories around the one that is measured, of log-normal size (median 78 chunks, p99 4,145): pieces of one index, copied inside
/// the server. Each has all its rows, side by side as a job leaves them.
/// </summary>
internal sealed class BackgroundLoad(IndexHost host, ActiveIndex model, int seed)
{
    private const double MedianChunks = 78;
    private const double Spread = 1.708;
    private const int MaxChunks = 10_528;
    private const int TermsAChunk = 20;

    private readonly Random random = new(seed);
    private List<long> ids = [];
    private int added;

    /// <summary>Chunks of all repositories that were added.</summary>
    public long Chunks { get; private set; }

    public async Task AddAsync(int repositories, CancellationToken cancellationToken)
    {
        ids = ids.Count > 0 ? ids : await ReadIdsAsync(cancellationToken);
        for (var i = 0; i < repositories; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var chunks = Math.Clamp((int)(MedianChunks * Math.Exp(Spread * normal)), 1, Math.Min(MaxChunks, ids.Count));
            var first = random.Next(ids.Count - chunks + 1);
            await AddAsync(ids[first], ids[first + chunks - 1], chunks, cancellationToken);
            Chunks += chunks;
        }
    }

    private async Task<List<long>> ReadIdsAsync(CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand("select chunk_id from chunks where series_id = $1 order by chunk_id");
        command.Parameters.Add(new() { Value = model.SeriesId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }

    private async Task AddAsync(long first, long last, int chunks, CancellationToken cancellationToken)
    {
        var (from, name) = (model.SeriesId, $"crowd-{++added}");
        var series = await host.CountAsync(
            $"""
            with added as (
                insert into repositories (public_id, host, path, kind, address) values ('{name}', 'crowd.local', '{name}', 0,
                  'https://crowd.local/{name}') returning repository_id)
            insert into index_series (repository_id, model, dimensions, chunker, filter_hash)
            select a.repository_id, s.model, s.dimensions, s.chunker, s.filter_hash
            from added a, index_series s where s.series_id = {from} returning series_id
            """,
            cancellationToken);
        var view = await host.CountAsync(
            $"""
            insert into index_views (series_id, ref, active_generation, active_commit, active_files, active_at)
            select {series}, ref, 1, active_commit, active_files, active_at from index_views where series_id = {from} returning view_id
            """,
            cancellationToken);
        var blobs = $"series_id = {from} and blob_number in (select blob_number from chunks where series_id = {from} and chunk_id between {first} and {last})";
        var rows = $"series_id = {from} and chunk_id between {first} and {last}";
        await host.ExecuteAsync(
            $"""
            insert into series_blobs overriding system value select {series}, blob_number, blob, lines, skip from series_blobs where {blobs};
            insert into files (series_id, view_id, path, blob_number, first_generation) select {series}, {view}, path, blob_number, 1 from files
              where {blobs} and end_generation is null;
            insert into chunks select {series}, chunk_id, blob_number, start_line, end_line, kind, symbol, content_hash, content from chunks where {rows};
            insert into lexical select {series}, chunk_id, blob_number, terms from lexical where {rows};
            insert into embeddings select {series}, chunk_id, blob_number, embedding from embeddings where {rows};
            insert into symbols select {series}, blob_number, line, name, qualified from symbols where {blobs};
            insert into symbol_words select {series}, blob_number, terms from symbol_words where {blobs};
            insert into path_words select {series}, path, terms from path_words where series_id = {from} and path in (select path from files where {blobs});
            insert into term_statistics (series_id, field, slot, df) select {series}, field, slot, df from term_statistics where series_id = {from}
              limit {TermsAChunk * chunks}
            """,
            cancellationToken);
    }
}
