using System.Buffers;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Cuts the text of a blob into chunks at its declarations, headings, keys or elements, else into windows of lines.</summary>
internal sealed class Chunker(SourceParser parser)
{
    // What a line holds that only underlines the title above it, or is blank.
    private static readonly SearchValues<char> Underline = SearchValues.Create("=-~#*^\" \t");

    /// <summary>Cuts clean text, whose lines end in <c>\n</c>; the path tells the language.</summary>
    public async Task<ChunkedFile> ChunkAsync(string path, string text, CancellationToken cancellationToken)
    {
        var lines = new SourceLines(text);
        if (lines.Count == 0)
        {
            return new ChunkedFile([], ParsedSource.Empty);
        }

        var source = await parser.ParseAsync(path, lines, cancellationToken);
        return new ChunkedFile(Pack(lines, OutlineOf(path, lines, source)), source);
    }

    /// <summary>Finds the outline that the file is cut along.</summary>
    internal static Outline OutlineOf(string path, SourceLines lines, ParsedSource source) =>
        DocumentOutline(path, lines) ?? SymbolOutline(lines, source.Declarations);

    // A property begins nothing that is better kept in one piece.
    private static Outline SymbolOutline(SourceLines lines, IReadOnlyList<Declaration> declarations)
    {
        var boundaries = declarations.Where(declaration => declaration.Kind != DeclarationKind.Property)
            .Select(declaration => new Boundary(declaration.Line, declaration.FullName is { Length: > 0 } name ? name : null)).ToList();
        return boundaries.Count == 0 ? Outline.None : new Outline(ChunkKind.Symbols, LeadingTrivia.Lift(lines, boundaries));
    }

    private static Outline? DocumentOutline(string path, SourceLines lines) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".md" or ".mdx" or ".markdown" => HeadingOutline.Markdown(lines),
            ".rst" => HeadingOutline.ReStructured(lines),
            ".yml" or ".yaml" => KeyOutline.Yaml(lines),
            ".toml" or ".ini" or ".cfg" or ".editorconfig" or ".conf" => KeyOutline.Tables(lines),
            ".json" or ".jsonc" or ".json5" => JsonOutline.Read(lines),
            ".ipynb" => NotebookOutline.Read(lines),
            ".html" or ".htm" => new MarkupOutline(lines, 1, isHtml: true).Read(),
            ".vue" or ".svelte" or ".razor" or ".cshtml" or ".astro" => new MarkupOutline(lines, 0, isHtml: true).Read(),
            ".xml" or ".csproj" or ".fsproj" or ".vbproj" or ".props" or ".targets" or ".xaml" or ".resx" or ".config" or ".plist" or ".xsd" or ".xsl" =>
                new MarkupOutline(lines, 1, isHtml: false).Read(),
            _ => null,
        };

    private static IReadOnlyList<Chunk> Pack(SourceLines lines, Outline outline)
    {
        var segments = Segment.Split(lines, outline);
        if (outline.Kept is { } kept)
        {
            segments = [.. kept.Select((range, index) => new Segment(range.First, range.Last, [outline.Boundaries[index].Symbol ?? ""]))];
        }

        var kind = outline.Boundaries.Count == 0 ? outline with { Kind = ChunkKind.Lines } : outline;

        return new ChunkPacker(lines, kind).Pack(outline.HasHeadings ? JoinHeadings(lines, segments) : segments);
    }

    // A heading with nothing below it belongs to the next one, so that no chunk ends in a heading.
    private static IEnumerable<Segment> JoinHeadings(SourceLines lines, List<Segment> segments)
    {
        Segment? waiting = null;
        foreach (var segment in segments)
        {
            var joined = waiting is null
                ? segment
                : new Segment(waiting.Start, segment.End, [.. waiting.Symbols, .. segment.Symbols.Take(64 - Math.Min(64, waiting.Symbols.Count))]);
            if (segment.Symbols.Count > 0 && IsBare(lines, segment))
            {
                waiting = joined;
                continue;
            }

            waiting = null;
            yield return joined;
        }

        if (waiting is not null)
        {
            yield return waiting;
        }
    }

    private static bool IsBare(SourceLines lines, Segment segment)
    {
        for (var line = segment.Start + 1; line <= segment.End; line++)
        {
            if (lines[line].ContainsAnyExcept(Underline))
            {
                return false;
            }
        }

        return true;
    }
}
