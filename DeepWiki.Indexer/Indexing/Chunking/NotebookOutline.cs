using System.Text;
using System.Text.Json;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>The sources of a notebook's cells as segments; its outputs are left out. Lines are those of the file itself.</summary>
internal static class NotebookOutline
{
    public static Outline Read(SourceLines lines)
    {
        try
        {
            var cells = Cells(lines);

            return cells.Count == 0 ? Outline.None
                : new Outline(ChunkKind.Structure, [.. cells.Select((cell, index) => new Boundary(cell.First, $"cell {index + 1}"))]) { Kept = cells };
        }
        catch (JsonException)
        {
            return Outline.None;
        }
    }

    private static List<LineSpan> Cells(SourceLines lines)
    {
        var bytes = Encoding.UTF8.GetBytes(lines.Text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 256 });
        var cells = new List<LineSpan>();
        var counted = 0L;
        var line = 1;
        while (reader.Read())
        {
            // The root is at depth 0, its list of cells at 1, a cell at 2, what the cell has at 3.
            if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 3 } || !reader.ValueTextEquals("source"u8))
            {
                continue;
            }

            var start = LineOf(reader.TokenStartIndex);
            reader.Read();
            reader.Skip();
            var end = LineOf(reader.BytesConsumed - 1);
            if (cells.Count == 0 || start > cells[^1].Last)
            {
                cells.Add(new LineSpan(start, end));
            }
        }

        return cells;

        int LineOf(long position)
        {
            line += bytes.AsSpan((int)counted, (int)(position - counted)).Count((byte)'\n');
            counted = position;

            return line;
        }
    }
}
