using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Packs segments into chunks of about 1,600 characters, and cuts those over 2,400.</summary>
internal sealed class ChunkPacker(SourceLines lines, Outline outline)
{
    private const int Target = 1600;
    private const int Max = 2400;
    private const int MaxSymbols = 64;

    private readonly List<Chunk> chunks = [];
    private readonly List<string> symbols = [];
    private int block;
    private int start;
    private int end;

    public IReadOnlyList<Chunk> Pack(IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
        {
            if (lines.Length(segment.Start, segment.End) > Max)
            {
                Flush();
                Cut(segment);
                continue;
            }

            if (start > 0 && (end + 1 != segment.Start || lines.Length(start, end) >= Target || lines.Length(start, segment.End) > Max))
            {
                Flush();
            }

            start = start == 0 ? segment.Start : start;
            end = segment.End;
            symbols.AddRange(segment.Symbols);
        }

        Flush();

        return chunks;
    }

    private void Flush()
    {
        if (start > 0)
        {
            Emit(start, end, symbols);
        }

        symbols.Clear();
        start = 0;
    }

    private void Cut(Segment segment)
    {
        var from = segment.Start;
        while (from <= segment.End)
        {
            var to = UnitEnd(from, segment.End);
            while (to < segment.End && lines.Length(from, to) <= Target)
            {
                var next = UnitEnd(to + 1, segment.End);
                if (lines.Length(from, next) > Target)
                {
                    break;
                }

                to = next;
            }

            to = to < segment.End ? LastBlank(from, to) : to;
            Emit(from, to, segment.Symbols);
            from = to + 1;
        }
    }

    // The last line of the block the line begins, or is in, if that block can stand in one chunk.
    private int UnitEnd(int line, int limit)
    {
        while (block < outline.Blocks.Count && outline.Blocks[block].Last < line)
        {
            block++;
        }

        if (block == outline.Blocks.Count || outline.Blocks[block] is var range && (range.First > line || lines.Length(range.First, range.Last) > Max))
        {
            return line;
        }

        return Math.Min(outline.Blocks[block].Last, limit);
    }

    // A blank line in the final third is a better end than the last line that fits.
    private int LastBlank(int from, int to)
    {
        var total = lines.Length(from, to);
        for (var line = to; line > from && 3L * lines.Length(from, line) >= 2L * total; line--)
        {
            if (lines.IsBlank(line) && !IsInBlock(line))
            {
                return line;
            }
        }

        return to;
    }

    private bool IsInBlock(int line)
    {
        for (var i = Math.Min(block, outline.Blocks.Count - 1); i >= 0 && outline.Blocks[i].Last >= line; i--)
        {
            if (outline.Blocks[i].First <= line)
            {
                return lines.Length(outline.Blocks[i].First, outline.Blocks[i].Last) <= Max;
            }
        }

        return false;
    }

    private void Emit(int from, int to, IReadOnlyList<string> names)
    {
        while (from <= to && lines.IsBlank(from))
        {
            from++;
        }

        while (to >= from && lines.IsBlank(to))
        {
            to--;
        }

        if (from <= to)
        {
            string[] distinct = [.. names.Distinct(StringComparer.Ordinal).Take(MaxSymbols)];
            chunks.Add(new Chunk(from, to, outline.Kind, distinct.FirstOrDefault(), distinct, lines.Join(from, to)));
        }
    }
}
