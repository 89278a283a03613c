using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Retrieval;

namespace DeepWiki.Core.Answering;

/// <summary>The files a page rests on: those it names, and where they are few those that come closest to its title.</summary>
internal sealed class PageFiles(IndexContents contents, Retriever retriever)
{
    private const int FewFiles = 5;
    private const int MaxBytes = 600_000;

    public async Task<IReadOnlyList<PageFile>> ReadAsync(
        ActiveIndex index, string title, IReadOnlyList<string> named, CancellationToken cancellationToken)
    {
        var files = await contents.ReadFilesAsync(index, named, MaxBytes, cancellationToken);
        if (files.Count >= FewFiles)
        {
            return files;
        }

        var found = await retriever.RetrieveAsync(index, new RetrievalQuery(QueryText.Shorten(title)), cancellationToken);
        var known = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var near = found.Blocks.Select(block => block.Path).Concat(found.NearestPaths).Distinct(StringComparer.Ordinal)
            .Where(path => !known.Contains(path)).Take(FewFiles - files.Count).ToList();
        var others = await contents.ReadFilesAsync(index, near, MaxBytes, cancellationToken);

        // Beside files that were named they are evidence, and no subject.
        return [.. files, .. others.Select(file => file with { IsNear = files.Count > 0 })];
    }
}
