using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>The lines from one boundary to the next.</summary>
internal sealed record Segment(int Start, int End, IReadOnlyList<string> Symbols)
{
    /// <summary>Cuts a file at its boundaries. What stands before the first is a segment without a symbol.</summary>
    public static List<Segment> Split(SourceLines lines, Outline outline)
    {
        var segments = new List<Segment>();
        var symbols = new List<string>();
        var start = 1;
        foreach (var (line, symbol) in outline.Boundaries)
        {
            if (line > start)
            {
                segments.Add(new Segment(start, line - 1, symbols));
                symbols = [];
                start = line;
            }

            if (symbol is not null)
            {
                symbols.Add(symbol);
            }
        }

        if (start <= lines.Count)
        {
            segments.Add(new Segment(start, lines.Count, symbols));
        }

        return segments;
    }
}
