using System.Text;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Search;

/// <summary>Reads lines of files out of one pinned index. A path is looked up there, never on a disk.</summary>
public sealed class LineReader(NpgsqlDataSource dataSource)
{
    private const int StatementSeconds = 5;

    // Blank lines that stand between two chunks; of a notebook, whose outputs are not indexed, those lines are no blank ones.
    private const int MaxGap = 100;

    /// <summary>
    /// The indexed lines of each range, as blocks in line order: one, unless lines in between are not indexed; none where the index has no such path or lines.
    /// </summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>A list of blocks for each range, in the order of the ranges.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<ContextBlock>>> ReadAsync(
        ActiveIndex index, IReadOnlyList<LineRange> ranges, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select c.chunk_id, c.blob_number, c.start_line, c.end_line, c.symbol, c.content, wanted.place
            from unnest($4::text[], $5::int[], $6::int[]) with ordinality as wanted (path, first, last, place)
            join files f on f.view_id = $2 and f.path = wanted.path
                and f.first_generation <= $3 and (f.end_generation is null or f.end_generation > $3)
            cross join lateral (
                select * from chunks
                where series_id = $1 and blob_number = f.blob_number and start_line <= wanted.last and end_line >= wanted.first offset 0) c
            order by wanted.place, c.start_line, c.chunk_id
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = ranges.Select(range => range.Path).ToArray() });
        command.Parameters.Add(new() { Value = ranges.Select(range => range.StartLine).ToArray() });
        command.Parameters.Add(new() { Value = ranges.Select(range => range.EndLine).ToArray() });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunks = new List<(long Place, StoredChunk Chunk)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            chunks.Add((reader.GetInt64(6), StoredChunk.Read(reader)));
        }

        var found = chunks.ToLookup(row => row.Place, row => row.Chunk);
        return [.. ranges.Select((range, place) => Cut(range, found[place + 1]))];
    }

    private static List<ContextBlock> Cut(LineRange range, IEnumerable<StoredChunk> chunks)
    {
        var lines = new SortedDictionary<int, string>();
        var symbols = new Dictionary<int, string?>();
        foreach (var chunk in chunks)
        {
            symbols.TryAdd(Math.Max(chunk.StartLine, range.StartLine), chunk.StartLine >= range.StartLine ? chunk.Symbol : null);
            foreach (var (offset, text) in chunk.Text.Split('\n').Index())
            {
                var line = chunk.StartLine + offset;
                if (line >= range.StartLine && line <= range.EndLine)
                {
                    // A line that is cut into several chunks comes piece by piece.
                    lines[line] = offset == 0 && lines.TryGetValue(line, out var before) ? before + text : text;
                }
            }
        }

        return Join(range.Path, lines, symbols);
    }

    private static List<ContextBlock> Join(string path, SortedDictionary<int, string> lines, Dictionary<int, string?> symbols)
    {
        var gap = path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? 0 : MaxGap;
        var blocks = new List<ContextBlock>();
        var text = new StringBuilder();
        var (start, end) = (0, 0);
        foreach (var (line, content) in lines)
        {
            if (start > 0 && line - end - 1 <= gap)
            {
                text.Append('\n', line - end).Append(content);
                end = line;
                continue;
            }

            Close();
            (start, end) = (line, line);
            text.Append(content);
        }

        Close();
        return blocks;

        void Close()
        {
            if (start > 0)
            {
                blocks.Add(new ContextBlock(blocks.Count + 1, path, start, end, symbols.GetValueOrDefault(start), text.ToString(), 0));
                text.Clear();
            }
        }
    }
}
