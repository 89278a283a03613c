using DeepWiki.Indexer.Indexing;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>
/// The name under which this process holds leases. It is kept on disk under a lock, so that the next life of the same worker frees what
/// this one held, and two workers on one folder still have different names.
/// </summary>
internal sealed class WorkerIdentity : IDisposable
{
    private const int MaxWorkers = 64;

    private readonly FileStream file;

    public WorkerIdentity(IOptions<IndexingOptions> options)
    {
        var root = Directory.CreateDirectory(options.Value.WorkRoot, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (file, Number) = Lock(root.FullName);
        Folder = Directory.CreateDirectory(Path.Combine(root.FullName, $"worker-{Number}")).FullName;
        Name = ReadOrCreateName(file);
    }

    /// <summary>Unique among all workers on all machines, the same after a restart.</summary>
    public string Name { get; }

    /// <summary>Folder that no other worker uses.</summary>
    public string Folder { get; }

    private int Number { get; }

    public void Dispose() => file.Dispose();

    private static (FileStream File, int Number) Lock(string root)
    {
        for (var number = 0; number < MaxWorkers; number++)
        {
            try
            {
                return (new FileStream(Path.Combine(root, $"worker-{number}.id"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), number);
            }
            catch (IOException)
            {
                // Another worker has this one.
            }
        }

        throw new InvalidOperationException($"More than {MaxWorkers} workers share the folder named by Indexing:WorkRoot. Give each machine its own.");
    }

    private static string ReadOrCreateName(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        if (reader.ReadToEnd() is { Length: 36 } known)
        {
            return known;
        }

        var name = Guid.NewGuid().ToString();
        file.SetLength(0);
        using var writer = new StreamWriter(file, leaveOpen: true);
        writer.Write(name);
        return name;
    }
}
