namespace DeepWiki.Tests.Support.Hosting;

/// <summary>The processes of this machine, as far as this user may look into them.</summary>
internal static class ProcessTable
{
    /// <summary>Those that have a text in their environment or among their arguments.</summary>
    public static IEnumerable<int> Mentioning(string text) =>
        All().Where(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal) || Read(id, "environ").Contains(text, StringComparison.Ordinal));

    /// <summary>Those that a process started itself.</summary>
    public static IEnumerable<int> Children(int parent) => All().Where(id => Parent(id) == parent);

    public static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ').Trim();

    private static IEnumerable<int> All() =>
        Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0);

    // 42 (a ) name) S 1 …
    private static int? Parent(int id) =>
        Read(id, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]) : null;

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to another user.
            return "";
        }
    }
}
