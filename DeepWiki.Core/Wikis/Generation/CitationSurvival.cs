using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Says which citations of earlier pages still have their lines at a later commit.</summary>
public sealed class CitationSurvival
{
    private readonly IndexContents contents;

    internal CitationSurvival(IndexContents contents) => this.contents = contents;

    /// <summary>Citations whose lines are nowhere in their file any more. None when the later commit is indexed no more.</summary>
    /// <param name="later">Generation of the later commit.</param>
    /// <param name="pages">Slug and version of the earlier pages.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<IReadOnlyList<(string Slug, string Path, int StartLine, int EndLine)>> FindDeadAsync(
        WikiGeneration later, IReadOnlyList<(string Slug, PageVersion Version)> pages, CancellationToken cancellationToken)
    {
        var blobs = await contents.ReadBlobsAsync(later.Index, cancellationToken);
        if (blobs.Count == 0)
        {
            return [];
        }

        var now = new FilesNow(blobs, FileFingerprints.None, [.. pages.Select(page => page.Version)]);
        var changed = pages.SelectMany(page => page.Version.Content.Citations).Where(citation => !now.IsSame(citation.Path, citation.Blob))
            .Select(citation => citation.Path).Distinct(StringComparer.Ordinal).Where(path => now.Find(path) is not null).ToList();
        var anchors = await PageAnchorReader.ReadAsync(contents, later.Index, changed, now, cancellationToken);
        return
        [
            .. from page in pages
               from citation in page.Version.Content.Citations
               where !anchors.Holds(citation)
               select (page.Slug, citation.Path, citation.StartLine, citation.EndLine),
        ];
    }

    /// <summary>Number of files that differ between those of a generation and an index; null when that index is gone.</summary>
    public async Task<int?> CountChangesAsync(FileFingerprints files, ActiveIndex index, CancellationToken cancellationToken) =>
        await contents.ReadBlobsAsync(index, cancellationToken) is { Count: > 0 } blobs ? files.CountChanges(FileFingerprints.From(blobs)) : null;
}
