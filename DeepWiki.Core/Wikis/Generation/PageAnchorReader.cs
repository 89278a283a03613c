using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Reads the changed files in which lines of pages are looked for.</summary>
internal static class PageAnchorReader
{
    private const int MaxBytes = 64 << 20;

    /// <param name="contents">Reads the index.</param>
    /// <param name="index">The index of the newer commit.</param>
    /// <param name="changed">Earlier paths of files whose content or place changed.</param>
    /// <param name="now">The files of the newer commit.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public static async Task<PageAnchors> ReadAsync(
        IndexContents contents, ActiveIndex index, IReadOnlyList<string> changed, FilesNow now, CancellationToken cancellationToken)
    {
        var paths = changed.Select(path => (Old: path, New: now.Find(path)!)).ToList(); // The caller asks for files that are there.
        var read = (await contents.ReadFilesAsync(index, [.. paths.Select(path => path.New)], MaxBytes, cancellationToken))
            .ToDictionary(file => file.Path, Lines, StringComparer.Ordinal);
        return new PageAnchors(
            // Of one that cannot be read any more no line is left.
            paths.ToDictionary(path => path.Old, path => read.GetValueOrDefault(path.New, []), StringComparer.Ordinal),
            now);
    }

    private static string[] Lines(PageFile file)
    {
        var lines = new List<string>();
        foreach (var block in file.Blocks)
        {
            while (lines.Count < block.StartLine - 1)
            {
                lines.Add("");
            }

            lines.AddRange(block.Text.Split('\n'));
        }

        return [.. lines];
    }
}
