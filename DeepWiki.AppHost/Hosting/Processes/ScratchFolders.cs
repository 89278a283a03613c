using System.Collections.Concurrent;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>Temporary folders that last as long as the host; the next host deletes them, should this one be killed.</summary>
internal sealed class ScratchFolders(RunFile runFile) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<string>> folders = new(StringComparer.OrdinalIgnoreCase);

    // The same folder at every start of a resource, so that a restart finds its data.
    public string Get(string name) => folders.GetOrAdd(name, key => new Lazy<string>(() => Create(key))).Value;

    public void Dispose()
    {
        foreach (var folder in folders.Values)
        {
            Directory.Delete(folder.Value, recursive: true);
        }

        folders.Clear();
    }

    private string Create(string name)
    {
        var folder = Directory.CreateTempSubdirectory($"deepwiki-{name}-").FullName;
        runFile.Add(new RunFileEntry(name, ProcessId: 0, StartTime: null, StopSignal: 0, folder));
        return folder;
    }
}
