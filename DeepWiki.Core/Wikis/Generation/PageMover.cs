using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Gives a page whose lines moved the numbers they have now.</summary>
public sealed class PageMover
{
    private readonly IndexContents contents;
    private readonly PageVersionStore versions;

    internal PageMover(IndexContents contents, PageVersionStore versions) => (this.contents, this.versions) = (contents, versions);

    /// <summary>The page at the commit of the generation; null when its version is gone or one of its lines is.</summary>
    public async Task<PageContent?> MoveAsync(WikiGeneration generation, long versionId, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(versionId, cancellationToken) is not { } version)
        {
            return null;
        }

        var blobs = await contents.ReadBlobsAsync(generation.Index, cancellationToken);
        var now = new FilesNow(blobs, FileFingerprints.None, [version]);
        var changed = version.Content.Sources.Where(source => !now.IsSame(source.Path, source.Blob) && now.Find(source.Path) is not null)
            .Select(source => source.Path).Distinct(StringComparer.Ordinal).ToList();
        return (await PageAnchorReader.ReadAsync(contents, generation.Index, changed, now, cancellationToken)).Move(version.Content);
    }
}
