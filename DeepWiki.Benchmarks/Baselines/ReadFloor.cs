using System.Text;
using DeepWiki.Benchmarks.Hosting;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>The least it takes to get at the content of a repository: list its tree, and read the blobs through one git.</summary>
internal sealed class ReadFloor(string gitDirectory, IReadOnlyList<string> blobs)
{
    /// <summary>Lists the tree of the head.</summary>
    public Task ListAsync(CancellationToken cancellationToken) => DrainAsync(["ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD"], [], cancellationToken);

    /// <summary>Reads the blobs; requests go in while answers come out.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) => DrainAsync(["cat-file", "--batch", "--buffer"], blobs, cancellationToken);

    /// <summary>Copies the repository, bare and one commit deep, as a fetch of it would.</summary>
    public async Task CloneAsync(string target, CancellationToken cancellationToken)
    {
        await Git.RunAsync(gitDirectory, null, ["clone", "--bare", "--quiet", "--depth=1", $"file://{gitDirectory}", target], cancellationToken);
        Directory.Delete(target, recursive: true);
    }

    private async Task DrainAsync(IReadOnlyList<string> arguments, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        using var git = Git.Start(gitDirectory, arguments);
        var reading = git.StandardOutput.BaseStream.CopyToAsync(Stream.Null, 1 << 20, cancellationToken);
        await git.StandardInput.BaseStream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(input.Select(line => line + "\n"))), cancellationToken);
        git.StandardInput.Close();
        await reading;
        await git.WaitForExitAsync(cancellationToken);
    }
}
