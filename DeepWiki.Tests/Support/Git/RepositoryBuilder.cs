using System.Text;
using DeepWiki.Benchmarks.Corpus;

namespace DeepWiki.Tests.Support.Git;

/// <summary>
/// Makes a bare repository out of files in memory, without a checkout. Collect changes with <see cref="File(string, string)"/> and its
/// siblings, then <see cref="Commit"/> them to the branch <c>main</c>; each commit builds on the one before.
/// </summary>
internal sealed class RepositoryBuilder
{
    private readonly List<(byte[] Path, string? Mode, byte[] Content)> changes = [];
    private int commits;

    private RepositoryBuilder(string gitDirectory) => GitDirectory = gitDirectory;

    public string GitDirectory { get; }

    /// <summary>Creates an empty bare repository, with HEAD on the unborn branch <c>main</c>.</summary>
    public static RepositoryBuilder Create(string gitDirectory, bool sha256 = false)
    {
        Directory.CreateDirectory(gitDirectory);
        GitCommandLine.Run(
            gitDirectory, null, "init", "--bare", "--quiet", "--template=", "--initial-branch=main",
            sha256 ? "--object-format=sha256" : "--object-format=sha1");
        GitCommandLine.Run(gitDirectory, null, "config", "uploadpack.allowFilter", "true");

        return new RepositoryBuilder(gitDirectory);
    }

    public RepositoryBuilder File(string path, string text) => File(Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(text));

    public RepositoryBuilder File(string path, byte[] content) => File(Encoding.UTF8.GetBytes(path), content);

    /// <summary>A file whose name need not be UTF-8.</summary>
    public RepositoryBuilder File(byte[] path, byte[] content) => Add(path, "100644", content);

    public RepositoryBuilder Executable(string path, string text) => Add(Encoding.UTF8.GetBytes(path), "100755", Encoding.UTF8.GetBytes(text));

    public RepositoryBuilder Symlink(string path, string target) => Add(Encoding.UTF8.GetBytes(path), "120000", Encoding.UTF8.GetBytes(target));

    public RepositoryBuilder Submodule(string path, string commit) => Add(Encoding.UTF8.GetBytes(path), "160000", Encoding.ASCII.GetBytes(commit));

    public RepositoryBuilder Delete(string path) => Add(Encoding.UTF8.GetBytes(path), null, []);

    /// <summary>Adds every file below a folder of the disk, for tests that want real sources.</summary>
    public RepositoryBuilder Folder(string folder, string pattern = "*")
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        {
            File(Path.GetRelativePath(folder, file).Replace('\\', '/'), System.IO.File.ReadAllBytes(file));
        }

        return this;
    }

    /// <summary>Writes the collected changes as one commit and returns its id.</summary>
    public string Commit(string message = "Change things", string branch = "main")
    {
        using var stream = new MemoryStream();
        var import = new FastImport(stream);
        import.Begin(branch, commits++, message, goesOn: System.IO.File.Exists(Path.Combine(GitDirectory, "refs", "heads", branch)));
        foreach (var (path, mode, content) in changes)
        {
            switch (mode)
            {
                case null:
                    import.Delete(path);
                    break;
                case "160000":
                    import.Submodule(path, Encoding.ASCII.GetString(content));
                    break;
                default:
                    import.File(path, mode, content);
                    break;
            }
        }

        changes.Clear();
        GitCommandLine.Run(GitDirectory, stream.ToArray(), "fast-import", "--quiet", "--force");

        return Resolve($"refs/heads/{branch}");
    }

    /// <summary>Commits a tree made of raw entries that git itself would not write.</summary>
    public string CommitRawTree(params (string Mode, byte[] Name, string Id)[] entries)
    {
        var tree = WriteRawTree(entries);
        var commit = GitCommandLine.Run(GitDirectory, null, "commit-tree", "-m", "Raw tree", tree);
        Reference("refs/heads/main", commit);

        return commit;
    }

    /// <summary>Writes a tree object from raw entries and returns its id.</summary>
    public string WriteRawTree(params (string Mode, byte[] Name, string Id)[] entries)
    {
        using var tree = new MemoryStream();
        foreach (var (mode, name, id) in entries)
        {
            Write(tree, mode + " ");
            tree.Write(name);
            tree.WriteByte(0);
            tree.Write(Convert.FromHexString(id));
        }

        return WriteObject("tree", tree.ToArray());
    }

    public string WriteBlob(string text) => WriteObject("blob", Encoding.UTF8.GetBytes(text));

    /// <summary>Writes any object as it is, valid or not, and returns its id.</summary>
    public string WriteObject(string type, byte[] content) =>
        GitCommandLine.Run(GitDirectory, content, "hash-object", "-t", type, "--literally", "-w", "--stdin");

    /// <summary>Points a reference at any object.</summary>
    public void Reference(string name, string id)
    {
        var file = Path.Combine(GitDirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? GitDirectory);
        System.IO.File.WriteAllText(file, id + "\n");
    }

    /// <summary>Makes an annotated tag.</summary>
    public void Tag(string name, string target) => GitCommandLine.Run(GitDirectory, null, "tag", "-a", "-m", "Tag", name, target);

    public void Head(string content) => System.IO.File.WriteAllText(Path.Combine(GitDirectory, "HEAD"), content + "\n");

    /// <summary>Writes the files of the branch <c>main</c> to a folder, as a clone has them.</summary>
    public void CheckOut(string folder) =>
        GitCommandLine.Run(GitDirectory, null, "--work-tree", Directory.CreateDirectory(folder).FullName, "checkout", "--force", "main");

    public string Resolve(string revision) => GitCommandLine.Run(GitDirectory, null, "rev-parse", revision);

    private RepositoryBuilder Add(byte[] path, string? mode, byte[] content)
    {
        changes.Add((path, mode, content));

        return this;
    }

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
