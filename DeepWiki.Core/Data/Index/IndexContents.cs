using System.Buffers;
using System.Text;
using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Content of an active index, as a wiki is made from it: the list of files, and the text of some of them.</summary>
internal sealed class IndexContents(NpgsqlDataSource dataSource)
{
    private const int ReadmeBytes = 64 * 1024;
    private const int DocumentBytes = 6 * 1024 * 1024;
    private const int ManifestBytes = 1024 * 1024;
    private const int IntroductionBytes = 1024 * 1024;

    // A prompt takes whole blocks: of a long one it would have nothing.
    private const int MaxCharacters = 6_000;

    // Blank lines that a block may end with.
    private const int MaxGap = 100;

    // Joined to a view at $1 and its generation at $2: one row for each file whose content is indexed.
    private const string IndexedFiles =
        """
        from files f
        join series_blobs b on b.series_id = $3 and b.blob_number = f.blob_number and b.skip is null
        where f.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
        """;

    private static readonly string[] ReadmeNames = ["README.md", "README.markdown", "README.rst", "README.adoc", "README.txt", "README"];

    /// <summary>All indexed files in ordinal order with what they declare and import, and the text of documents and manifests.</summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="name">The repository's name.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<RepositoryFacts> ReadFactsAsync(ActiveIndex index, string name, CancellationToken cancellationToken)
    {
        var rows = new List<(string Path, int Lines, long Blob, bool HasDoc)>(index.Files);
        await using (var command = CommandOn(index, $"select f.path, b.lines, f.blob_number, b.doc_from is not null {IndexedFiles} order by f.path"))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetBoolean(3)));
            }
        }

        rows.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        var files = await FileFactsReader.ReadAsync(dataSource, index.SeriesId, rows, cancellationToken);
        var readme = FindReadme(rows.Select(file => file.Path)) is { } path ? await ReadFilesAsync(index, [path], ReadmeBytes, cancellationToken) : [];
        var paths = rows.ConvertAll(file => file.Path);
        return new RepositoryFacts(name, files, string.Join('\n', readme.SelectMany(file => file.Blocks).Select(block => block.Text)))
        {
            Documents = await ReadFilesAsync(index, FileFactsReader.Documents(paths), DocumentBytes, cancellationToken),
            Manifests = await ReadFilesAsync(index, FileFactsReader.Manifests(paths), ManifestBytes, cancellationToken),
            Introductions = await ReadFilesAsync(index, FileFactsReader.Introductions(files), IntroductionBytes, cancellationToken),
            Sources = await ReadFilesAsync(index, FileFactsReader.Sources(files), IntroductionBytes, cancellationToken),
        };
    }

    /// <summary>The text of files, in the order of their paths; those the index does not have are left out.</summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="maxBytes">Most text of all of them; each has its share, and what it leaves goes to those after it.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<IReadOnlyList<PageFile>> ReadFilesAsync(
        ActiveIndex index, IReadOnlyList<string> paths, int maxBytes, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, (long Blob, long Bytes, LineSpan? Doc)>(StringComparer.Ordinal);
        await using (
            var command = CommandOn(
                index,
                $"""
                select f.path, f.blob_number, b.doc_from, b.doc_to,
                    (select coalesce(sum(octet_length(c.content)), 0) from chunks c where c.series_id = $3 and c.blob_number = f.blob_number)
                {IndexedFiles} and f.path = any($4)
                """))
        {
            command.Parameters.Add(new() { Value = paths.Where(IsText).Distinct(StringComparer.Ordinal).ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                LineSpan? doc = reader.IsDBNull(2) ? null : new LineSpan(reader.GetInt32(2), reader.GetInt32(3));
                known[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(4), doc);
            }
        }

        var found = paths.Distinct(StringComparer.Ordinal).Where(known.ContainsKey)
            .Select(path => (Path: path, known[path].Blob, known[path].Bytes, known[path].Doc)).ToList();
        var shares = Share([.. found.Select(file => file.Bytes)], maxBytes);
        var most = found.Zip(shares).GroupBy(file => file.First.Blob).ToDictionary(blob => blob.Key, blob => blob.Max(file => file.Second));
        var chunks = await ReadChunksAsync(index, most, cancellationToken);
        var declarations = await DeclarationRows.ReadAsync(dataSource, index.SeriesId, [.. most.Keys], cancellationToken);
        var imports = await ReadImportsAsync(index, [.. most.Keys], cancellationToken);
        return
        [
            .. found.Zip(shares, (file, share) =>
                new PageFile(file.Path, [.. Join(file.Path, chunks[file.Blob], share).Select(block => block.With(declarations[file.Blob]))])
                {
                    Imports = [.. imports[file.Blob]],
                    Doc = file.Doc,
                }),
        ];
    }

    /// <summary>Object id of every file of the index, by its path; those whose content is not indexed too.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadBlobsAsync(ActiveIndex index, CancellationToken cancellationToken)
    {
        await using var command = CommandOn(
            index,
            """
            select f.path, b.blob from files f join series_blobs b on b.series_id = $3 and b.blob_number = f.blob_number
            where f.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            blobs[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        }

        return blobs;
    }

    private async Task<ILookup<long, Import>> ReadImportsAsync(ActiveIndex index, long[] blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select blob_number, line, target from imports where series_id = $1 and blob_number = any($2) order by blob_number, line");
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = blobs });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var imports = new List<(long Blob, Import Import)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            imports.Add((reader.GetInt64(0), new Import(reader.GetInt32(1), reader.GetString(2))));
        }

        return imports.ToLookup(row => row.Blob, row => row.Import);
    }

    /// <summary>Divides the bytes to read among the files: a share that one does not use goes to those after it.</summary>
    private static List<long> Share(IReadOnlyList<long> sizes, long most)
    {
        var shares = new List<long>(sizes.Count);
        for (var i = 0; i < sizes.Count; i++)
        {
            shares.Add(Math.Min(sizes[i], most / (sizes.Count - i)));
            most -= shares[i];
        }

        return shares;
    }

    // What the database cannot hold as text names no file of it.
    private static bool IsText(string path)
    {
        var rest = path.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done && !Rune.IsControl(rune))
        {
            rest = rest[length..];
        }

        return rest.IsEmpty;
    }

    /// <summary>Chunks that follow each other become blocks without a gap between them, up to the share of the file.</summary>
    private static List<ContextBlock> Join(string path, IEnumerable<StoredChunk> chunks, long maxBytes)
    {
        var blocks = new List<ContextBlock>();
        var text = new StringBuilder();
        StoredChunk? first = null;
        var end = 0;
        var used = 0L;
        foreach (var chunk in chunks)
        {
            var bytes = Encoding.UTF8.GetByteCount(chunk.Text);
            if (used + bytes > maxBytes)
            {
                break;
            }

            used += bytes;

            // Between two chunks are blank lines, except in notebooks, whose outputs are not indexed.
            if (first is not null && (chunk.StartLine == end + 1 || !path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)))
            {
                // Blank lines count too: a file may have hundreds of thousands of them.
                var gap = chunk.StartLine - end;
                if (text.Length + gap + chunk.Text.Length <= MaxCharacters)
                {
                    text.Append('\n', gap).Append(chunk.Text);
                    end = chunk.EndLine;
                    continue;
                }

                if (gap <= MaxGap)
                {
                    text.Append('\n', gap - 1);
                    end = chunk.StartLine - 1;
                }
            }

            Close();
            (first, end) = (chunk, chunk.EndLine);
            text.Append(chunk.Text);
        }

        Close();
        return blocks;

        void Close()
        {
            if (first is not null)
            {
                blocks.Add(new ContextBlock(blocks.Count + 1, path, first.StartLine, end, first.Symbol, text.ToString(), 0));
                text.Clear();
            }
        }
    }

    /// <summary>The README at the root, else that of the documentation.</summary>
    private static string? FindReadme(IEnumerable<string> paths)
    {
        var candidates = paths.Where(path => path.Count(c => c == '/') <= 1 && Rank(path) >= 0).ToList();
        return candidates.OrderBy(path => path.Contains('/')).ThenBy(Rank).ThenBy(path => path, StringComparer.Ordinal).FirstOrDefault();

        static int Rank(string path)
        {
            var slash = path.IndexOf('/');
            return slash < 0 || path[..slash] is "docs" or "doc" or ".github" or "Documentation"
                ? Array.FindIndex(ReadmeNames, name => name.Equals(path[(slash + 1)..], StringComparison.OrdinalIgnoreCase))
                : -1;
        }
    }

    private async Task<ILookup<long, StoredChunk>> ReadChunksAsync(ActiveIndex index, Dictionary<long, long> most, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select chunk_id, blob_number, start_line, end_line, symbol, content from (
                select c.*, b.most, sum(octet_length(content)) over (partition by blob_number order by start_line) as bytes
                from unnest($2::bigint[], $3::bigint[]) as b (blob, most) join chunks c on c.series_id = $1 and c.blob_number = b.blob) as c
            where bytes <= most order by blob_number, start_line
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = most.Keys.ToArray() });
        command.Parameters.Add(new() { Value = most.Values.ToArray() });
        return (await StoredChunk.ReadAllAsync(command, cancellationToken)).ToLookup(chunk => chunk.BlobNumber);
    }

    private NpgsqlCommand CommandOn(ActiveIndex index, string sql)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = index.SeriesId });
        return command;
    }
}
