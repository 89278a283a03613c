namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>Reads /proc.</summary>
internal static class ProcessTable
{
    // Null: no such process, or only its zombie, which pid 1 of a container may never reap.
    public static long? StartTime(int processId)
    {
        try
        {
            return ParseStartTime(File.ReadAllText($"/proc/{processId}/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // 42 (a ) name) S 1 …: the name may hold anything, so fields are counted from the last parenthesis.
    internal static long? ParseStartTime(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : long.Parse(fields[19]);
    }
}
