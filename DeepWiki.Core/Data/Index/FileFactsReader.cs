using System.Collections.Frozen;
using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Reads what an outline knows of files: names, documentation and imports; and which files it reads whole.</summary>
internal static class FileFactsReader
{
    /// <summary>Most symbols that are read of one file.</summary>
    internal const int MaxSymbols = 24;

    // Of fifty thousand files an outline needs names, not all of them.
    private const int MaxSymbolsOfAll = 200_000;
    private const int MinSymbols = 4;
    private const int MaxImports = 60;
    private const int MaxFilesWithImports = 30_000;
    private const int MaxDocuments = 1_500;
    private const int MaxManifests = 400;
    private const int MaxIntroductions = 400;
    private const int MaxSources = 24;

    private static readonly FrozenSet<string> ManifestNames = new[]
    {
        "package.json", "cargo.toml", "pyproject.toml", "setup.cfg", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "composer.json",
        "directory.build.props", "makefile", "gemfile",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> IntroductionNames = new[]
    {
        "__init__.py", "lib.rs", "mod.rs", "main.rs", "doc.go", "package-info.java", "index.ts", "index.js", "main.go", "__main__.py",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Documents to read: those nearest to the root first.</summary>
    public static IReadOnlyList<string> Documents(IEnumerable<string> paths) =>
        Nearest(paths.Where(path => SourceLanguage.IsProse(path) && !FileKinds.Classify(path).HasFlag(FileKind.Test)), MaxDocuments);

    public static IReadOnlyList<string> Manifests(IEnumerable<string> paths) =>
        Nearest(paths.Where(path => (ManifestNames.Contains(Path.GetFileName(path)) || Path.GetExtension(path) is ".csproj" or ".fsproj")
            && !FileKinds.Classify(path).HasFlag(FileKind.Test)), MaxManifests);

    public static IReadOnlyList<string> Introductions(IEnumerable<FileFacts> files) =>
        Nearest(files.Where(file => file.HasDoc && IsIntroduction(file.Path)).Select(file => file.Path), MaxIntroductions);

    /// <summary>Documented source files of a small repository; none of a larger one.</summary>
    public static IReadOnlyList<string> Sources(IEnumerable<FileFacts> files)
    {
        var paths = files.Where(file => file.Documented > 0 && FileKinds.Classify(file.Path) is FileKind.Code).Select(file => file.Path).ToList();
        return paths.Count > MaxSources ? [] : paths;
    }

    /// <summary>The facts of files, in the order in which they are given.</summary>
    public static async Task<IReadOnlyList<FileFacts>> ReadAsync(
        NpgsqlDataSource dataSource, int seriesId, IReadOnlyList<(string Path, int Lines, long Blob, bool HasDoc)> files, CancellationToken cancellationToken)
    {
        // Headings and keys are symbols too, but an outline asks what code declares.
        long[] blobs = [.. files.Where(file => FileKinds.Classify(file.Path) is FileKind.Code).Select(file => file.Blob).Distinct()];
        var names = await ReadSymbolsAsync(dataSource, seriesId, blobs, cancellationToken);
        var documented = await ReadDocumentationAsync(dataSource, seriesId, blobs, cancellationToken);
        var imports = blobs.Length > MaxFilesWithImports ? [] : await ReadImportsAsync(dataSource, seriesId, blobs, cancellationToken);
        return
        [
            .. files.Select(file =>
            {
                var (types, count, lines) = documented.GetValueOrDefault(file.Blob, ([], 0, 0));
                return new FileFacts(file.Path, file.Lines, names.GetValueOrDefault(file.Blob) ?? [])
                {
                    Types = types,
                    Documented = count,
                    DocumentationLines = lines,
                    HasDoc = file.HasDoc,
                    Imports = imports.GetValueOrDefault(file.Blob) ?? [],
                };
            }),
        ];
    }

    private static bool IsIntroduction(string path)
    {
        var name = Path.GetFileName(path);
        return IntroductionNames.Contains(name)
            || Path.GetFileNameWithoutExtension(name).Equals(Path.GetFileName(Path.GetDirectoryName(path) ?? ""), StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<string> Nearest(IEnumerable<string> paths, int most) =>
        [.. paths.OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal).Take(most)];

    private static async Task<Dictionary<long, IReadOnlyList<string>>> ReadSymbolsAsync(
        NpgsqlDataSource dataSource, int seriesId, long[] blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select b.blob_number, array(
                select s.qualified from symbols s where s.series_id = $1 and s.blob_number = b.blob_number and {DeclarationRows.IsSought}
                order by s.line, s.qualified limit $3)
            from unnest($2::bigint[]) as b (blob_number)
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobs });
        command.Parameters.Add(new() { Value = Math.Clamp(MaxSymbolsOfAll / Math.Max(1, blobs.Length), MinSymbols, MaxSymbols) });
        return await ReadNamesAsync(command, blobs.Length, cancellationToken);
    }

    private static async Task<Dictionary<long, IReadOnlyList<string>>> ReadImportsAsync(
        NpgsqlDataSource dataSource, int seriesId, long[] blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select i.blob_number, (array_agg(i.target order by i.line, i.target))[1:$3]
            from imports i where i.series_id = $1 and i.blob_number = any($2) group by i.blob_number
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobs });
        command.Parameters.Add(new() { Value = MaxImports });
        return await ReadNamesAsync(command, blobs.Length, cancellationToken);
    }

    // Kinds 1 to 6 and 10 to 11 are types with a body of their own.
    private static async Task<Dictionary<long, (IReadOnlyList<string> Types, int Documented, int Lines)>> ReadDocumentationAsync(
        NpgsqlDataSource dataSource, int seriesId, long[] blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select s.blob_number,
                coalesce((array_agg(s.name order by s.doc_from is null, s.line)
                    filter (where s.kind in (1, 2, 3, 4, 5, 6, 10, 11) and s.is_exported and s.name <> ''))[1:8], '{}'),
                case when bool_or(s.is_exported and s.doc_from is not null) then count(*) filter (where s.doc_from is not null and s.is_exported)
                    else count(*) filter (where s.doc_from is not null) end,
                coalesce(sum(s.doc_to - s.doc_from + 1) filter (where s.doc_from is not null), 0)
            from symbols s where s.series_id = $1 and s.blob_number = any($2) and not s.is_test group by s.blob_number
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobs });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<long, (IReadOnlyList<string>, int, int)>(blobs.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetInt64(0)] = (reader.GetFieldValue<string[]>(1), (int)reader.GetInt64(2), (int)reader.GetInt64(3));
        }

        return found;
    }

    private static async Task<Dictionary<long, IReadOnlyList<string>>> ReadNamesAsync(NpgsqlCommand command, int count, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new Dictionary<long, IReadOnlyList<string>>(count);
        while (await reader.ReadAsync(cancellationToken))
        {
            names[reader.GetInt64(0)] = reader.GetFieldValue<string[]>(1);
        }

        return names;
    }
}
