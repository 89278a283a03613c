namespace DeepWiki.Benchmarks.Corpus;

/// <summary>Name of a local repository in reports.</summary>
internal static class LocalRepositoryName
{
    /// <summary>The folder's name; mirrors often lie in a folder <c>repo</c> or <c>.git</c> below a telling one.</summary>
    public static string FromPath(string path)
    {
        var folder = new DirectoryInfo(path);
        return folder.Name is "repo" or ".git" && folder.Parent is { } parent ? parent.Name : folder.Name;
    }
}
