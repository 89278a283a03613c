using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Makes what is stored of a page out of its text and the lines it was written from. A citation that does not hold loses its link.</summary>
/// <param name="blobs">Object id of each file at the commit.</param>
/// <param name="shown">The lines the writer was shown.</param>
internal sealed class PageAssembler(IReadOnlyDictionary<string, byte[]> blobs, IReadOnlyList<ContextBlock> shown)
{
    private readonly Dictionary<string, SortedDictionary<int, string>> lines = ReadLines(shown);

    /// <param name="title">Title of the page.</param>
    /// <param name="markdown">Its text; the links of its citations have no address.</param>
    /// <param name="files">Paths that the plan gives the page.</param>
    /// <param name="isComputed">True when it was written without a model.</param>
    public PageContent Assemble(string title, string markdown, IReadOnlyList<string> files, bool isComputed)
    {
        // A whole file is cited by all of its lines that were shown; what cannot be proved is named without a link.
        var checkedText = new PageReader(markdown).Rewrite(citation => Range(citation) is var (start, end)
            ? WrittenCitation.Link(citation.Path, start, end, "")
            : $"`{citation.Path.Replace("`", "", StringComparison.Ordinal)}`");
        var reader = new PageReader(checkedText);

        // A name full of Markdown may come back as another one.
        var citations = reader.Citations()
            .Where(citation => blobs.ContainsKey(citation.Path) && citation is { StartLine: not null, EndLine: not null } && Range(citation) is not null)
            .Select(citation => new PageCitation(
                citation.Position, citation.Length, citation.Path, blobs[citation.Path], citation.StartLine ?? 1, citation.EndLine ?? 1,
                Hash(citation.Path, citation.StartLine ?? 1, citation.EndLine ?? 1)))
            .ToList();
        return new PageContent(
            title, checkedText, reader.Headings(), reader.Summary(), [.. Evidence(), .. Listed(files)], citations, [.. reader.Diagrams(isComputed)])
        {
            Unsupported = isComputed ? 0 : reader.CountUnsupported(),
        };
    }

    private (int Start, int End)? Range(WrittenCitation citation)
    {
        if (!blobs.ContainsKey(citation.Path) || !lines.TryGetValue(citation.Path, out var known))
        {
            return null;
        }

        var (start, end) = (citation.StartLine ?? known.First().Key, citation.EndLine ?? known.Last().Key);
        return start >= 1 && start <= end && Enumerable.Range(start, end - start + 1).All(known.ContainsKey) ? (start, end) : null;
    }

    private byte[] Hash(string path, int start, int end) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(start, end - start + 1).Select(line => lines[path][line]))));

    private IEnumerable<PageLines> Evidence() =>
        shown.Where(block => blobs.ContainsKey(block.Path))
            .Select(block => new PageLines(
                block.Path, blobs[block.Path], block.StartLine, block.EndLine, SHA256.HashData(Encoding.UTF8.GetBytes(block.Text))))
            .DistinctBy(source => (source.Path, source.StartLine, source.EndLine));

    private IEnumerable<PageLines> Listed(IReadOnlyList<string> files) =>
        files.Where(path => blobs.ContainsKey(path) && !lines.ContainsKey(path)).Select(path => new PageLines(path, blobs[path], 1, 1, null));

    private static Dictionary<string, SortedDictionary<int, string>> ReadLines(IReadOnlyList<ContextBlock> blocks)
    {
        var read = new Dictionary<string, SortedDictionary<int, string>>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (!read.TryGetValue(block.Path, out var known))
            {
                read[block.Path] = known = [];
            }

            foreach (var (index, line) in block.Text.Split('\n').Index())
            {
                known[block.StartLine + index] = line;
            }
        }

        return read;
    }
}
