namespace DeepWiki.Core.Processes;

/// <summary>Finds programs once, in a given search path.</summary>
/// <param name="searchPath">Folders separated as in <c>PATH</c>.</param>
public sealed class ChildTools(string searchPath)
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string?> found = new(StringComparer.Ordinal);

    public ChildTools() : this(Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
    {
    }

    /// <summary>The program's absolute path, or null when this machine does not have it.</summary>
    public string? Find(string program) => found.GetOrAdd(program, Search);

    private string? Search(string program)
    {
        if (Path.IsPathFullyQualified(program))
        {
            return IsProgram(program) ? program : null;
        }

        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;

        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != UnixFileMode.None);
}
