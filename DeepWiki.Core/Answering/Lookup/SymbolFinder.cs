using System.Text.RegularExpressions;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Finds declarations by name, and the lines that name them.</summary>
internal sealed class SymbolFinder(DeclarationSearch declarations, ChunkSearch chunks, LineReader lines)
{
    private const int MaxNear = 8;
    private const int MinNear = 3;
    private const int HeadLines = 3;
    private const int DocLines = 12;
    private const int MaxRun = 3;

    private static readonly char[] Separators = ['.', ':', '#', '/', '\\'];

    public async Task<SymbolHits> FindAsync(ActiveIndex index, string name, CancellationToken cancellationToken)
    {
        name = LookupArguments.Read(name, "name").TrimEnd('(', ')');
        var found = await FindDeclarationsAsync(index, name, LookupBounds.Declarations + 1, cancellationToken);
        if (found.Count == 0)
        {
            var last = LastPart(name);
            return new SymbolHits(name, [], false, last.Length < MinNear ? [] : await declarations.FindNamesAsync(index, last, MaxNear, cancellationToken));
        }

        var shown = found.Take(LookupBounds.Declarations).ToList();
        var blocks = await lines.ReadAsync(index, [.. shown.Select(Head)], cancellationToken);
        var (kept, _) = LookupLines.Fit([.. blocks.SelectMany(block => block)], LookupBounds.LineCharacters);
        var hits = shown.Zip(blocks, (hit, block) => new SymbolHit(hit.Path, hit.Declaration, block.FirstOrDefault(kept.Contains)));
        return new SymbolHits(name, [.. hits], found.Count > shown.Count, []);
    }

    public async Task<ReferenceHits> FindReferencesAsync(ActiveIndex index, string name, CancellationToken cancellationToken)
    {
        name = LastPart(LookupArguments.Read(name, "name").TrimEnd('(', ')'));
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            throw LookupArguments.Wrong("Give one name as code spells it, such as RetryPolicy; for words use search_code.");
        }

        var declared = await FindDeclarationsAsync(index, name, LookupBounds.Declarations, cancellationToken);
        var candidates = await ReadCandidatesAsync(index, name, cancellationToken);
        var word = new Regex($@"(?<![\w]){Regex.Escape(name)}(?![\w])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var own = declared.Where(hit => hit.Declaration.Name == name).Select(hit => (hit.Path, hit.Declaration.Line)).ToHashSet();
        var found = candidates
            .SelectMany(chunk => chunk.Text.Split('\n').Select((text, at) => (chunk.Path, Line: chunk.StartLine + at, Text: text)))
            .Where(line => !own.Contains((line.Path, line.Line)) && word.IsMatch(line.Text))
            .DistinctBy(line => (line.Path, line.Line))
            .ToList();
        var first = found.Take(LookupBounds.References).ToList();
        var (blocks, isCut) = LookupLines.Fit(
            [.. first.GroupBy(line => line.Path, StringComparer.Ordinal).SelectMany(file => Runs(file.Key, [.. file.Select(line => (line.Line, line.Text))]))],
            LookupBounds.LineCharacters);
        return new ReferenceHits(
            name, [.. declared.Select(hit => new LineRange(hit.Path, hit.Declaration.Line, hit.Declaration.Line))], blocks,
            first.Count, isCut || found.Count > first.Count);
    }

    private async Task<IReadOnlyList<FoundDeclaration>> FindDeclarationsAsync(
        ActiveIndex index, string name, int most, CancellationToken cancellationToken)
    {
        var parts = name.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
        {
            throw LookupArguments.Wrong("Give the name of a declaration, such as RetryPolicy or RetryPolicy.Next.");
        }

        // Not every language tells its packages, and a variable may stand in front as well as a type.
        string[] scopes = [string.Join('.', parts[..^1]), parts.Length > 2 ? parts[^2] : "", ""];
        foreach (var scope in scopes.Distinct(StringComparer.Ordinal))
        {
            if (await declarations.FindAsync(index, parts[^1], scope, most, cancellationToken) is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Chunks in which the word stands, code before tests before documents; each of the first file that has it.</summary>
    private async Task<IReadOnlyList<(string Path, int StartLine, string Text)>> ReadCandidatesAsync(
        ActiveIndex index, string name, CancellationToken cancellationToken)
    {
        // The first term of an identifier is the whole of it.
        var terms = Tokenizer.DistinctTerms(name, int.MaxValue);
        var statistics = await chunks.ReadStatisticsAsync(index.SeriesId, [.. terms.Select(SparseTerms.SlotOf).Distinct()], cancellationToken);
        var asked = terms.Take(1).ToDictionary(term => term, _ => 1.0, StringComparer.Ordinal);
        var query = QueryTerms.From(asked, statistics).Chunk
            ?? QueryTerms.From(terms.ToDictionary(term => term, _ => 1.0, StringComparer.Ordinal), statistics).Chunk;
        if (query is null)
        {
            return [];
        }

        var hits = await chunks.SearchTermsAsync(index, query, null, cancellationToken);
        var paths = hits.ToDictionary(hit => hit.ChunkId, hit => hit.Path);
        var stored = await chunks.ReadAsync(index.SeriesId, [.. paths.Keys], cancellationToken);
        return
        [
            .. stored.Select(chunk => (Path: paths[chunk.ChunkId], chunk.StartLine, chunk.Text))
                .OrderBy(chunk => Order(chunk.Path)).ThenBy(chunk => chunk.Path, StringComparer.Ordinal).ThenBy(chunk => chunk.StartLine),
        ];
    }

    private static int Order(string path)
    {
        var kind = FileKinds.Classify(path);
        return (kind.HasFlag(FileKind.Test) ? 2 : 0) + (kind.HasFlag(FileKind.Document) ? 1 : 0);
    }

    // Lines that follow each other are shown as one run.
    private static IEnumerable<ContextBlock> Runs(string path, List<(int Line, string Text)> found)
    {
        for (var first = 0; first < found.Count;)
        {
            var last = first;
            while (last + 1 < found.Count && found[last + 1].Line == found[last].Line + 1 && last - first < MaxRun)
            {
                last++;
            }

            var text = string.Join('\n', found.Skip(first).Take(last - first + 1).Select(line => line.Text));
            yield return new ContextBlock(0, path, found[first].Line, found[last].Line, null, text, 0);
            first = last + 1;
        }
    }

    private static string LastPart(string name) => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim() ?? "";

    // Documentation and the lines that open the declaration.
    private static LineRange Head(FoundDeclaration hit)
    {
        var declaration = hit.Declaration;
        var from = declaration.Doc is { } doc && doc.First < declaration.Line ? Math.Max(doc.First, declaration.Line - DocLines) : declaration.Line;
        var to = declaration.Doc is { } inner && inner.First > declaration.Line ? Math.Min(inner.Last, declaration.Line + DocLines) : declaration.Line;
        return new LineRange(hit.Path, from, Math.Max(to, Math.Min(Math.Max(declaration.EndLine, declaration.Line), declaration.Line + HeadLines - 1)));
    }
}
