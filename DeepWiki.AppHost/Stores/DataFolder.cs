namespace DeepWiki.AppHost.Stores;

/// <summary>A folder held under a lock for as long as this object lives; a temporary one is deleted then.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string TemporaryPrefix = "deepwiki-data-";
    private const string LockFile = "lock";

    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream held;
    private readonly bool isTemporary;

    private DataFolder(string path, FileStream held, bool isTemporary) => (Path, this.held, this.isTemporary) = (path, held, isTemporary);

    public string Path { get; }

    /// <exception cref="StoreException">It cannot be made (DW1003), or another AppHost uses it (DW1010).</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, Traversable);
            return new DataFolder(path, Hold(path), isTemporary: false);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StoreException(StoreCode.Unreachable(path, Environment.UserName, Existing(path)));
        }
        catch (IOException exception)
        {
            var holder = System.IO.Path.Combine(path, "pid");
            throw new StoreException(File.Exists(holder) ? StoreCode.DataInUse(path, File.ReadAllText(holder)) : StoreCode.Unreachable(path, Environment.UserName, $"{Existing(path)} ({exception.Message})"));
        }
    }

    public static DataFolder OpenTemporary()
    {
        DeleteAbandoned();
        var path = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        File.SetUnixFileMode(path, Traversable);
        return new DataFolder(path, Hold(path), isTemporary: true);
    }

    public void Dispose()
    {
        held.Dispose();
        if (isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    // The holder stands in a file of its own, as a locked one cannot be read.
    private static FileStream Hold(string path)
    {
        var file = new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        File.WriteAllText(System.IO.Path.Combine(path, "pid"), Environment.ProcessId.ToString());
        return file;
    }

    // What a killed AppHost left; its lock ended with it.
    private static void DeleteAbandoned()
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), TemporaryPrefix + "*"))
        {
            try
            {
                using (new FileStream(System.IO.Path.Combine(folder, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, just being made, or another user's.
            }
        }
    }

    private static string Existing(string path)
    {
        var step = path;
        while (!Directory.Exists(step) && System.IO.Path.GetDirectoryName(step) is { } parent)
        {
            step = parent;
        }

        return step;
    }
}
