namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Size limits, in bytes, of the files that are read.</summary>
/// <param name="MaxFileBytes">Any file.</param>
/// <param name="MaxNotebookBytes">A notebook, most of which is output that is dropped.</param>
internal sealed record FileLimits(int MaxFileBytes, int MaxNotebookBytes)
{
    public static FileLimits Default { get; } = new(256 * 1024, 2 * 1024 * 1024);

    public int For(string path) => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? MaxNotebookBytes : MaxFileBytes;
}
