using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>
/// Finds the lines a page stands on in the files as they are now: the same text elsewhere in the file keeps its citation, with new numbers and without a new
/// page.
/// </summary>
/// <param name="changed">Lines that changed files have now, by the paths they had before.</param>
/// <param name="now">The files as they are now.</param>
internal sealed class PageAnchors(IReadOnlyDictionary<string, string[]> changed, FilesNow now)
{
    private readonly Dictionary<(string Path, int Start, int End), int?> found = [];

    /// <summary>Verdict on a version: every line it stands on is where it was, elsewhere in its file, or nowhere any more.</summary>
    public AnchorVerdict Judge(PageContent content)
    {
        var verdict = AnchorVerdict.InPlace;
        foreach (var source in content.Sources)
        {
            if (now.Find(source.Path) is not { } path)
            {
                return AnchorVerdict.Changed;
            }

            var start = Find(source.Path, source.StartLine, source.EndLine, source.Sha256);
            if (start is null)
            {
                return AnchorVerdict.Changed;
            }

            verdict = start == source.StartLine && path == source.Path ? verdict : AnchorVerdict.Moved;
        }

        return verdict;
    }

    /// <summary>True when the cited lines are still in their file.</summary>
    public bool Holds(PageCitation citation) => Place(citation) is not null;

    /// <summary>The content with its citations where their lines are now; null when one of them is nowhere.</summary>
    public PageContent? Move(PageContent content)
    {
        var moved = new List<PageLines>();
        foreach (var source in content.Sources)
        {
            if (now.Find(source.Path) is not { } path || Find(source.Path, source.StartLine, source.EndLine, source.Sha256) is not { } start)
            {
                return null;
            }

            moved.Add(source with { Path = path, Blob = now.Blob(path), StartLine = start, EndLine = start + source.EndLine - source.StartLine });
        }

        // It costs no call.
        return Rewrite(content) is { } text
            ? WithCitations(content with { Markdown = text, Sources = moved, InputTokens = null, OutputTokens = null, Cost = null }, content)
            : null;
    }

    private string? Rewrite(PageContent content)
    {
        var byPlace = content.Citations.ToDictionary(citation => citation.Position);
        var isWhole = true;
        var text = new PageReader(content.Markdown).Rewrite(written =>
        {
            if (!byPlace.TryGetValue(written.Position, out var citation))
            {
                return null;
            }

            isWhole &= Place(citation) is not null;
            return Place(citation) is var (path, start) ? WrittenCitation.Link(path, start, start + citation.EndLine - citation.StartLine, "") : null;
        });
        return isWhole ? text : null;
    }

    // The links of the new text stand in the order of the old ones.
    private PageContent WithCitations(PageContent moved, PageContent old)
    {
        var reader = new PageReader(moved.Markdown);
        var citations = reader.Citations().Zip(old.Citations, (written, citation) => citation with
        {
            Position = written.Position,
            Length = written.Length,
            Path = written.Path,
            Blob = now.Blob(written.Path),
            StartLine = written.StartLine ?? citation.StartLine,
            EndLine = written.EndLine ?? citation.EndLine,
        });
        var isComputed = old.Diagrams.All(diagram => diagram.IsComputed);
        return moved with { Citations = [.. citations], Headings = reader.Headings(), Diagrams = [.. reader.Diagrams(isComputed)] };
    }

    private (string Path, int Start)? Place(PageCitation citation)
    {
        var start = Find(citation.Path, citation.StartLine, citation.EndLine, citation.Sha256);
        return now.Find(citation.Path) is { } path && start is { } line ? (path, line) : null;
    }

    // Nearest to where it was, as a text may occur more than once. In a file that did not change it is where it was.
    private int? Find(string path, int start, int end, byte[]? sha256)
    {
        if (sha256 is null || !changed.TryGetValue(path, out var lines))
        {
            return start;
        }

        if (found.TryGetValue((path, start, end), out var known))
        {
            return known;
        }

        var count = end - start + 1;
        var most = lines.Length - count + 1;
        int? at = null;
        for (var distance = 0; at is null && distance < Math.Max(most, start); distance++)
        {
            at = Fits(start - distance) ? start - distance : Fits(start + distance) ? start + distance : null;
        }

        return found[(path, start, end)] = at;

        bool Fits(int first) =>
            first >= 1 && first <= most
            && SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines, first - 1, count))).AsSpan().SequenceEqual(sha256);
    }
}
