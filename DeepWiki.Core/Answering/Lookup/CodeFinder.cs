using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Searches for code by the ranking that answers rest on, and shows the lines that fit best.</summary>
internal sealed class CodeFinder(Retriever retriever, LineReader lines, FileFinder files)
{
    private const int DefaultHits = 10;
    private const int MaxQuery = 2_000;

    // Of the first places whole chunks are shown, of the others a few lines.
    private const int WholeHits = 3;
    private const int SnippetLines = 8;

    public async Task<CodeHits> SearchAsync(
        ActiveIndex index, string query, string? path, int? limit, LookupBounds bounds, CancellationToken cancellationToken)
    {
        query = query.Trim();
        if (query.Length is 0 or > MaxQuery)
        {
            throw LookupArguments.Wrong(query.Length == 0 ? "Give the words to search for." : $"Shorten the query to at most {MaxQuery} characters.");
        }

        var most = Math.Clamp(limit ?? DefaultHits, 1, bounds.Hits);
        var found = await retriever.FindAsync(
            index, new RetrievalQuery(query) { Paths = await FilterAsync(index, path, cancellationToken) }, most + 1, cancellationToken);
        var hits = found.Hits.Take(most).ToList();
        var ranges = hits.Select((hit, rank) => rank < WholeHits
            ? new LineRange(hit.File.Path, hit.StartLine, hit.EndLine)
            : new LineRange(hit.File.Path, hit.Snippet.StartLine, Math.Min(hit.EndLine, hit.Snippet.StartLine + SnippetLines - 1)));
        var blocks = await lines.ReadAsync(index, [.. ranges], cancellationToken);
        var named = hits.Zip(blocks, (hit, shown) => shown.Select((block, at) => block with { Symbol = at == 0 ? hit.Symbol ?? block.Symbol : block.Symbol }));
        var (kept, isCut) = LookupLines.Fit([.. named.SelectMany(shown => shown)], bounds.SearchCharacters);
        return new CodeHits(query, kept, found.MissingTerms, isCut || found.Hits.Count > most);
    }

    private async Task<FileFilter?> FilterAsync(ActiveIndex index, string? path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path) || LookupArguments.Path(LookupArguments.Read(path, "path")) is not { Length: > 0 } within)
        {
            return null;
        }

        // Where nothing lies below the path, a search would find nothing and not say why.
        if (!GlobPattern.IsPattern(within) && (await files.ListAsync(index, within, null, cancellationToken)).Total == 0)
        {
            throw LookupArguments.Wrong($"There is no folder or file {within}: leave path out, or look with list_files.");
        }

        // As a rule for folders, a name without a slash would be any component of that name.
        return FileFilter.Create([], [], [], [within, within + "/**"]);
    }
}
