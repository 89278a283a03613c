using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Looks into the pinned index of a repository.</summary>
internal sealed class RepositoryLookup(
    CodeFinder code, FileFinder files, SymbolFinder symbols, WikiTextStore pages, ActiveIndex index, LookupBounds bounds) : IRepositoryLookup
{
    private const int MaxNamed = 40;

    public Task<CodeHits> SearchCodeAsync(string query, string? path, int? limit, CancellationToken cancellationToken) =>
        code.SearchAsync(index, query, path, limit, bounds, cancellationToken);

    public Task<FileLines> ReadFileAsync(string path, int? startLine, int? endLine, CancellationToken cancellationToken) =>
        files.ReadAsync(index, path, startLine, endLine, bounds.FileLines, cancellationToken);

    public Task<FileList> ListFilesAsync(string? path, string? pattern, CancellationToken cancellationToken) =>
        files.ListAsync(index, path, pattern, cancellationToken);

    public Task<SymbolHits> FindSymbolAsync(string name, CancellationToken cancellationToken) => symbols.FindAsync(index, name, cancellationToken);

    public Task<ReferenceHits> FindReferencesAsync(string name, CancellationToken cancellationToken) =>
        symbols.FindReferencesAsync(index, name, cancellationToken);

    public async Task<LookupPage> ReadWikiPageAsync(string slug, CancellationToken cancellationToken)
    {
        slug = slug.Trim().Trim('/');
        if (slug.Length <= LookupArguments.MaxLength && LookupArguments.IsText(slug) && await pages.FindAsync(index, slug, cancellationToken) is { } page)
        {
            return new LookupPage(
                page.Slug, page.Title, TextClip.Cut(page.Markdown, LookupBounds.PageCharacters), page.Markdown.Length > LookupBounds.PageCharacters);
        }

        var known = await pages.ListAsync(index, cancellationToken);
        throw new DeepWikiException(
            ErrorCode.NotFound,
            known.Count == 0
                ? "This repository has no wiki: use search_code and read_file."
                : $"The wiki has no such page; it has {string.Join(", ", known.Take(MaxNamed).Select(other => $"{other.Slug} ({other.Title})"))}.");
    }
}
