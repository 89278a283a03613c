namespace DeepWiki.Core.Git;

/// <summary>Size of a bare repository on disk while git may be writing to it.</summary>
/// <param name="Total">Bytes of all files.</param>
/// <param name="Incoming">Bytes of packs that are still arriving.</param>
internal readonly record struct DirectorySize(long Total, long Incoming)
{
    private static readonly EnumerationOptions Files =
        new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public static DirectorySize Measure(string directory)
    {
        long total = 0;
        long incoming = 0;
        if (!Directory.Exists(directory))
        {
            return default;
        }

        try
        {
            foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*", Files))
            {
                var length = LengthOf(file);
                total += length;
                incoming += file.Name.StartsWith("tmp_pack_", StringComparison.Ordinal) ? length : 0;
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Git removed a folder under our eyes; the next look counts again.
        }

        return new DirectorySize(total, incoming);
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
