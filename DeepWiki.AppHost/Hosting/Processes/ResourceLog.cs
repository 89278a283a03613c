namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>The last lines of a resource in memory, and all of them in a file.</summary>
internal sealed class ResourceLog : IDisposable
{
    internal const int Capacity = 2_000;

    private const long MaxFileLength = 20 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<LogLine> lines = new();
    private readonly StreamWriter file;
    private long number;

    public ResourceLog(string folder, string resource)
    {
        Directory.CreateDirectory(folder);
        var path = FileName(folder, resource);
        if (File.Exists(path))
        {
            File.Move(path, path + ".1", overwrite: true);
        }

        file = new StreamWriter(path) { AutoFlush = true };
    }

    public static string FileName(string folder, string resource) => Path.Combine(folder, $"{resource}.log");

    public LogLine Add(string text, bool isError)
    {
        lock (gate)
        {
            var line = new LogLine(++number, DateTimeOffset.UtcNow, text, isError);
            lines.Enqueue(line);
            if (lines.Count > Capacity)
            {
                lines.Dequeue();
            }

            if (file.BaseStream is { CanWrite: true } stream && stream.Length < MaxFileLength)
            {
                file.WriteLine($"{line.Time:O} {line.PlainText}");
            }

            return line;
        }
    }

    public long LastNumber => Interlocked.Read(ref number);

    public IReadOnlyList<LogLine> After(long known)
    {
        lock (gate)
        {
            return [.. lines.Where(line => line.Number > known)];
        }
    }

    public IReadOnlyList<LogLine> Last(int count)
    {
        lock (gate)
        {
            return [.. lines.TakeLast(count)];
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }
}
