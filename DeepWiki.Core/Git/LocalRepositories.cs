using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Core.Git;

/// <summary>Finds the repository of a local folder and reads it where it is: nothing is copied, nothing is written.</summary>
public sealed class LocalRepositories(GitRunner runner, LocalFolders folders)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Opens the repository whose top the folder is: a normal one, a bare one, or a linked worktree.</summary>
    /// <param name="address">A folder that <see cref="LocalFolders.Resolve"/> returned.</param>
    /// <param name="reference">Branch, tag, full reference or whole id of a commit; null for HEAD.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <returns>Null when the folder is no repository; then its files can be walked.</returns>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.DirectoryNotFound"/> when the objects lie outside the allowed folders, <see cref="ErrorCode.NoEmbeddings"/>
    /// when it has no commit, <see cref="ErrorCode.RepositoryNotFound"/> for an unknown reference.
    /// </exception>
    public async Task<LocalRepository?> OpenAsync(RepositoryAddress address, string? reference, CancellationToken cancellationToken)
    {
        if (address.Folder is not { } folder || FindGitDirectory(folder) is not { } found)
        {
            return null;
        }

        // A worktree's ".git" file may lead anywhere, and so may the directory it shares.
        var gitDirectory = Admit(found);
        if (ReadPointer(Path.Combine(gitDirectory, "commondir"), "") is { } common)
        {
            Admit(Path.GetFullPath(common, gitDirectory));
        }

        foreach (var name in reference is null ? ["HEAD"] : ReferenceName.IsCommit(reference) ? [reference] : ReferenceName.Candidates(reference))
        {
            if (LocalReferences.FindCommit(gitDirectory, name) is { } known)
            {
                return new LocalRepository(gitDirectory, known);
            }

            if (await ParseAsync(gitDirectory, name + "^{commit}", cancellationToken) is { } text && ObjectId.TryParse(text, out var commit))
            {
                return new LocalRepository(gitDirectory, commit);
            }
        }

        throw reference is null
            ? new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no commits.")
            : new DeepWikiException(ErrorCode.RepositoryNotFound, "The branch, tag or commit was not found.");
    }

    private static string? FindGitDirectory(string folder)
    {
        var inside = Path.Combine(folder, ".git");
        if (Directory.Exists(inside))
        {
            return inside;
        }

        if (ReadPointer(inside, "gitdir: ") is { } target)
        {
            return Path.GetFullPath(target, folder);
        }

        var isBare =
            File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) && Directory.Exists(Path.Combine(folder, "refs"));

        return isBare ? folder : null;
    }

    // One line such as "gitdir: ../main/.git/worktrees/topic".
    private static string? ReadPointer(string file, string prefix)
    {
        if (!File.Exists(file) || new FileInfo(file).Length is 0 or > 8192)
        {
            return null;
        }

        var text = File.ReadAllText(file).TrimEnd('\n', '\r');

        return text.StartsWith(prefix, StringComparison.Ordinal) && !text.Any(char.IsControl) ? text[prefix.Length..] : null;
    }

    private string Admit(string directory) =>
        folders.Resolve(RepositoryAddress.ForFolder(Path.GetFullPath(directory))).Folder
        ?? throw new DeepWikiException(ErrorCode.DirectoryNotFound, "Directory not found");

    private async Task<string?> ParseAsync(string gitDirectory, string name, CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.RevParse).Option("--verify").Operand(name);
        var environment = GitEnvironment.ReadingFolder(runner.Home, [gitDirectory]);
        var result = await runner.RunAsync(arguments, gitDirectory, environment, Limit, cancellationToken);

        return result.IsSuccess ? Encoding.UTF8.GetString(result.Output.Span).TrimEnd('\n').Split('\n')[^1] : null;
    }
}
