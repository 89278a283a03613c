using DeepWiki.Core.Processes;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Indexer.Indexing.Chunking;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

/// <summary>A chunker with a real ctags.</summary>
public sealed class ChunkerBed : IAsyncDisposable
{
    private readonly ChildProcesses children = new(new ChildTools(), TimeProvider.System, NullLogger<ChildProcesses>.Instance);
    private readonly CtagsSymbols symbols;

    public ChunkerBed()
    {
        symbols = new CtagsSymbols(children, TimeProvider.System, NullLogger<CtagsSymbols>.Instance);
        Parser = new SourceParser(symbols);
        Chunker = new Chunker(Parser);
    }

    public SourceParser Parser { get; }

    internal Chunker Chunker { get; }

    public async ValueTask DisposeAsync()
    {
        await symbols.DisposeAsync();
        children.Dispose();
    }
}
