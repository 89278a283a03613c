using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.Benchmarks.Hosting;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>The history of a local repository, read with <c>git log</c>.</summary>
internal sealed class History(string repository)
{
    private const char RecordStart = '\x1e';
    private const char FieldEnd = '\x1f';

    /// <summary>The commit at a share of the first-parent history, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The folder has no history.</exception>
    public async Task<string> CommitAtAsync(double share, CancellationToken cancellationToken)
    {
        var commits = new List<string>();
        await foreach (var line in LinesAsync(["rev-list", "--first-parent", "--reverse", "HEAD"], cancellationToken))
        {
            commits.Add(line);
        }

        return commits.Count > 0 ? commits[Math.Min(commits.Count - 1, (int)(commits.Count * share))]
            : throw new InvalidOperationException($"'{repository}' has no commits.");
    }

    /// <summary>The full id of a commit given by a name.</summary>
    public async Task<string> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(["rev-parse", "--verify", "--end-of-options", name + "^{commit}"], cancellationToken))
        {
            return line;
        }

        throw new InvalidOperationException($"'{name}' is no commit of '{repository}'.");
    }

    /// <summary>The folder that holds the objects.</summary>
    public async Task<string> GitDirectoryAsync(CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(["rev-parse", "--absolute-git-dir"], cancellationToken))
        {
            return line;
        }

        throw new InvalidOperationException($"'{repository}' is no Git repository.");
    }

    /// <summary>Commits that came after one, oldest first, without merges.</summary>
    public async IAsyncEnumerable<Commit> AfterAsync(string commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var record = new List<string>();
        string[] arguments =
        [
            "-c",
            "core.quotePath=false",
            "log",
            "--no-merges",
            "--reverse",
            "--no-renames",
            "--name-status",
            "--format=%x1e%H%x1f%an%x1f%B%x1f",
            $"{commit}..HEAD",
        ];
        await foreach (var line in LinesAsync(arguments, cancellationToken))
        {
            if (line.StartsWith(RecordStart) && record.Count > 0)
            {
                yield return Parse(record);
                record.Clear();
            }

            record.Add(line);
        }

        if (record.Count > 0)
        {
            yield return Parse(record);
        }
    }

    private static Commit Parse(List<string> record)
    {
        var fields = string.Join('\n', record)[1..].Split(FieldEnd, 4);
        var changes = fields[3].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 2))
            .Where(parts => parts.Length == 2 && parts[0].Length == 1)
            .Select(parts => (parts[0][0], parts[1]));
        return new Commit(fields[0], fields[1], fields[2], [.. changes]);
    }

    private async IAsyncEnumerable<string> LinesAsync(string[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var git = Git.Start(repository, arguments);
        git.StandardInput.Close();
        try
        {
            while (await git.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                yield return line;
            }
        }
        finally
        {
            Stop(git);
        }
    }

    private static void Stop(Process git)
    {
        try
        {
            git.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
