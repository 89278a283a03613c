using System.Diagnostics;
using System.Formats.Tar;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>The least it takes to know where declarations are: one ctags over all source files, which lie on the disk already.</summary>
internal sealed class CtagsFloor
{
    private readonly string folder;
    private readonly string list;

    private CtagsFloor(string folder, string list, int files) => (this.folder, this.list, Files) = (folder, list, files);

    /// <summary>Source files it reads.</summary>
    public int Files { get; }

    /// <summary>Lays the files out below a folder.</summary>
    public static async Task<CtagsFloor> PrepareAsync(string gitDirectory, string root, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var tree = Directory.CreateDirectory(Path.Combine(root, "tree")).FullName;
        using (var git = Git.Start(gitDirectory, "archive", "--format=tar", "HEAD"))
        {
            git.StandardInput.Close();
            await TarFile.ExtractToDirectoryAsync(git.StandardOutput.BaseStream, tree, overwriteFiles: true, cancellationToken);
        }

        var sources = paths.Where(path => SourceLanguage.FromPath(path)?.Ctags is not null && !path.Contains('\n', StringComparison.Ordinal)).ToList();
        var listed = Path.Combine(root, "sources");
        await File.WriteAllLinesAsync(listed, sources, cancellationToken);
        return new CtagsFloor(tree, listed, sources.Count);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["--quiet", "--options=NONE", "--output-format=json", "--fields=+neKsS-P", "--sort=no", "-L", list, "-f", "-"];
        var start = new ProcessStartInfo("ctags", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var ctags = Process.Start(start) ?? throw new InvalidOperationException("ctags does not start.");
        await ctags.StandardOutput.BaseStream.CopyToAsync(Stream.Null, 1 << 20, cancellationToken);
        await ctags.WaitForExitAsync(cancellationToken);
    }
}
