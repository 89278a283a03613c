using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Core.Git;

/// <summary>Limits of reading repositories.</summary>
public sealed class GitOptions
{
    public const string SectionName = "Git";

    /// <summary>Private folder for bare repositories. Default: <c>deepwiki/git</c> below the user's local data, else below the temporary folder.</summary>
    public string WorkRoot { get; set; } = DefaultWorkRoot();

    /// <summary>Seconds for asking a host what it has. Default: 30.</summary>
    [Range(1, 600)]
    public int ResolveTimeoutSeconds { get; set; } = 30;

    /// <summary>Minutes for a whole fetch. Default: 10.</summary>
    [Range(1, 240)]
    public int FetchTimeoutMinutes { get; set; } = 10;

    /// <summary>Seconds without a word from the host or a byte on disk. Default: 60.</summary>
    [Range(1, 3600)]
    public int StallTimeoutSeconds { get; set; } = 60;

    /// <summary>Seconds between two answers when objects are read. Default: 60.</summary>
    [Range(1, 3600)]
    public int ReadTimeoutSeconds { get; set; } = 60;

    /// <summary>Bytes of a pack as it arrives. Default: 1 GiB.</summary>
    [Range(1L << 10, 1L << 40)]
    public long MaxPackBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of one repository on disk. Default: 3 GiB.</summary>
    [Range(1L << 10, 1L << 42)]
    public long MaxDirectoryBytes { get; set; } = 3L << 30;

    /// <summary>Bytes of all kept repositories together; the longest unused go first. Default: 20 GiB.</summary>
    [Range(1L << 10, 1L << 44)]
    public long MaxWorkRootBytes { get; set; } = 20L << 30;

    /// <summary>
    /// Per cent of the disk below the work root that stay free, though never more than <see cref="MinFreeBytes"/>: below it no job begins and a
    /// fetch ends. Default: 10; 0 turns it off.
    /// </summary>
    [Range(0, 100)]
    public int MinFreePercent { get; set; } = 10;

    /// <summary>The most that <see cref="MinFreePercent"/> may mean, in bytes: a tenth of a large disk is no shortage. Default: 5 GiB.</summary>
    [Range(0L, 1L << 44)]
    public long MinFreeBytes { get; set; } = 5L << 30;

    /// <summary>Largest blob that is fetched at all, in bytes, where the host can leave blobs out. Default: 2 MiB; the Indexer sets what it reads.</summary>
    [Range(1L, int.MaxValue - 1L)]
    public int MaxBlobBytes { get; set; } = 2 << 20;

    /// <summary>Entries of a tree, folders included. Default: 200,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxTreeEntries { get; set; } = 200_000;

    /// <summary>Bytes of all paths of a tree. Default: 100 MB.</summary>
    [Range(1, 1 << 30)]
    public int MaxNameBytes { get; set; } = 100_000_000;

    /// <summary>Bytes of address space of git. Default: 2 GiB; very large packs may need more.</summary>
    [Range(64L << 20, 1L << 42)]
    public long MaxAddressSpace { get; set; } = 2L << 30;

    private static string DefaultWorkRoot()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);

        return data.Length > 0
            ? Path.Combine(data, "deepwiki", "git")
            : Path.Combine(Path.GetTempPath(), "deepwiki-git-" + Environment.UserName);
    }
}
