namespace DeepWiki.AppHost.Stores;

/// <summary>A folder held under a lock for as long as this object lives; a temporary one is deleted then.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string HolderFile = "pid";

    private readonly FileStream held;
    private readonly bool isTemporary;

    private DataFolder(DirectoryInfo folder, bool isTemporary)
    {
        (Path, this.isTemporary) = (folder.FullName, isTemporary);
        folder.UnixFileMode = (UnixFileMode)0b111_001_001; // Others may pass.
        held = new FileStream(System.IO.Path.Combine(Path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        // In a file of its own, as a locked one cannot be read.
        File.WriteAllText(System.IO.Path.Combine(Path, HolderFile), $"{Environment.ProcessId}");
    }

    public string Path { get; }

    /// <exception cref="StoreException">It cannot be made (DW1003), or another AppHost uses it (DW1010).</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            return new DataFolder(Directory.CreateDirectory(path), isTemporary: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var holder = System.IO.Path.Combine(path, HolderFile);
            throw exception is IOException && File.Exists(holder) && File.ReadAllText(holder) is { Length: > 0 } process
                ? StoreException.DataInUse(path, process)
                : StoreException.Unreachable(path, Environment.UserName, exception.Message);
        }
    }

    public static DataFolder OpenTemporary() => new(Directory.CreateTempSubdirectory("deepwiki-data-"), isTemporary: true);

    public void Dispose()
    {
        held.Dispose();
        if (isTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
