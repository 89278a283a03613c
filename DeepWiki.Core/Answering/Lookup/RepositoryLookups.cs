using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Opens repositories for looking into them: for models that write answers, and for clients that ask themselves.</summary>
public sealed class RepositoryLookups
{
    private readonly CodeFinder code;
    private readonly FileFinder files;
    private readonly SymbolFinder symbols;
    private readonly WikiTextStore pages;

    public RepositoryLookups(
        Retriever retriever, ChunkSearch chunks, DeclarationSearch declarations, FileCatalog catalog, LineReader lines, WikiTextStore pages)
    {
        files = new FileFinder(catalog, lines);
        code = new CodeFinder(retriever, lines, files);
        symbols = new SymbolFinder(declarations, chunks, lines);
        this.pages = pages;
    }

    /// <summary>A repository at the commit of a pinned index.</summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="bounds">Most that one look gives.</param>
    public IRepositoryLookup Open(ActiveIndex index, LookupBounds bounds) => new RepositoryLookup(code, files, symbols, pages, index, bounds);
}
