namespace DeepWiki.AppHost.Stores;

/// <summary>A folder held under a lock for as long as this object lives; a temporary one is deleted then.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string ProcessFile = "pid";
    private readonly FileStream held;
    private readonly bool isTemporary;

    private DataFolder(DirectoryInfo folder, bool isTemporary)
    {
        (Path, this.isTemporary) = (folder.FullName, isTemporary);
        folder.UnixFileMode = (UnixFileMode)0b111_001_001; // Others may pass.
        held = new FileStream(System.IO.Path.Combine(Path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        // Beside the lock, as a locked file cannot be read.
        File.WriteAllText(System.IO.Path.Combine(Path, ProcessFile), $"{Environment.ProcessId}");
    }

    public string Path { get; }

    /// <summary>Takes a folder, or makes a temporary one when <paramref name="path"/> is null.</summary>
    /// <exception cref="StoreException">It cannot be made (DW1003), or another AppHost uses it (DW1010).</exception>
    public static DataFolder Open(string? path)
    {
        try
        {
            return new DataFolder(path is null ? Directory.CreateTempSubdirectory("deepwiki-data-") : Directory.CreateDirectory(path), path is null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var holder = System.IO.Path.Combine(path ?? "", ProcessFile);
            throw exception is IOException && File.Exists(holder)
                ? StoreException.DataInUse(path ?? "", File.ReadAllText(holder))
                : StoreException.Unreachable(path ?? System.IO.Path.GetTempPath(), Environment.UserName, exception.Message);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(System.IO.Path.Combine(Path, ProcessFile));
            if (isTemporary)
            {
                Directory.Delete(Path, recursive: true);
            }
        }
        catch (IOException)
        {
            // A server that still ends writes in it, and its script deletes it then.
        }
        held.Dispose();
    }
}
