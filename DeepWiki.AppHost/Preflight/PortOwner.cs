using System.Diagnostics;
using System.Globalization;

namespace DeepWiki.AppHost.Preflight;

/// <summary>Finds the process that listens on a port, as far as this user may see it.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    public static (int ProcessId, string Name)? Find(int port)
    {
        string[] tables = ["/proc/net/tcp", "/proc/net/tcp6"];
        var sockets = tables.Where(File.Exists).SelectMany(table => Inodes(File.ReadLines(table), port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        return Process.GetProcesses().FirstOrDefault(process => Holds(process.Id, sockets)) is { } owner ? (owner.Id, owner.ProcessName) : null;
    }

    //   0: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8231 1 …
    internal static IEnumerable<string> Inodes(IEnumerable<string> table, int port) => table.Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields[3] == Listening && int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber) == port)
        .Select(fields => fields[9]);

    private static bool Holds(int processId, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo($"/proc/{processId}/fd").EnumerateFiles().Any(file => file.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to another user.
            return false;
        }
    }
}
