namespace DeepWiki.Core.Repositories;

/// <summary>
/// Rules that match paths by a list of folders and a list of files. A folder without <c>/</c> is any component of that name, one with it is
/// anchored at the root; a file without <c>/</c> is any file of that name.
/// </summary>
internal sealed class PathRules(IReadOnlyCollection<string> folders, IReadOnlyCollection<string> files)
{
    private readonly NameSet components = new(folders.Where(entry => !entry.Contains('/', StringComparison.Ordinal)));
    private readonly NameSet anchored = new(folders.Where(entry => entry.Contains('/', StringComparison.Ordinal)));
    private readonly NameSet names = new(files.Where(entry => !entry.Contains('/', StringComparison.Ordinal)));
    private readonly NameSet paths = new(files.Where(entry => entry.Contains('/', StringComparison.Ordinal)));

    public bool Name(ReadOnlySpan<char> path)
    {
        var start = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '/')
            {
                continue;
            }

            if (components.Contains(path[start..i]) || anchored.Contains(path[..i]))
            {
                return true;
            }

            start = i + 1;
        }

        return names.Contains(path[start..]) || paths.Contains(path);
    }
}
