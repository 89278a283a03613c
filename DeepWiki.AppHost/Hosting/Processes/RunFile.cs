using System.Text.Json;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>Lists the children and temporary folders of this host under an exclusive lock; a file without a holder is a list of orphans.</summary>
internal sealed class RunFile : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly List<RunFileEntry> entries = [];
    private readonly FileStream file;

    public RunFile(string folder)
    {
        Directory.CreateDirectory(folder);
        file = new FileStream(
            Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}.json"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public static string DefaultFolder => Path.Combine(Path.GetTempPath(), $"deepwiki-run-{Native.GetEffectiveUserId()}");

    public void Add(RunFileEntry entry) => Change(() => entries.Add(entry));

    public void Remove(int processId) => Change(() => entries.RemoveAll(entry => entry.ProcessId == processId));

    public void Dispose()
    {
        File.Delete(file.Name);
        file.Dispose();
    }

    public static async Task EndOrphansAsync(string folder)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            try
            {
                await using var orphaned = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                var left = orphaned.Length == 0 ? [] : await JsonSerializer.DeserializeAsync<List<RunFileEntry>>(orphaned) ?? [];
                await Task.WhenAll(left.Where(IsAlive).Select(EndAsync));
                foreach (var scratch in left.Select(entry => entry.Folder).Where(Directory.Exists))
                {
                    Directory.Delete(scratch!, recursive: true); // It exists.
                }

                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or JsonException)
            {
                // Held by a living host, or cut off in the middle of a write by a crash of the machine.
            }
        }
    }

    private static async Task EndAsync(RunFileEntry entry)
    {
        _ = Native.Signal(-entry.ProcessId, entry.StopSignal);
        using var patience = new CancellationTokenSource(Grace);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (IsAlive(entry) && !patience.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        if (IsAlive(entry))
        {
            _ = Native.Signal(-entry.ProcessId, Native.Kill);
        }
    }

    // The start time tells the child from a later process of the same id.
    private static bool IsAlive(RunFileEntry entry) => entry.StartTime is { } start && ProcessTable.StartTime(entry.ProcessId) == start;

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            file.SetLength(0);
            JsonSerializer.Serialize(file, entries);
            file.Flush();
        }
    }
}
