using System.Text;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>Reads lines of bounded length, so that no child can fill the memory of the host.</summary>
internal static class LineReader
{
    internal const int MaxLength = 16 * 1024;

    private const string Cut = " … (cut)";

    public static async Task ReadAsync(TextReader reader, Action<string> onLine)
    {
        var buffer = new char[4 * 1024];
        var line = new StringBuilder();
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, count))
            {
                if (character == '\n')
                {
                    onLine(Take(line));
                }
                else if (line.Length <= MaxLength)
                {
                    line.Append(character);
                }
            }
        }

        if (line.Length > 0)
        {
            onLine(Take(line));
        }
    }

    private static string Take(StringBuilder line)
    {
        var text = line.Length > MaxLength ? line.ToString(0, MaxLength) + Cut : line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }
}
