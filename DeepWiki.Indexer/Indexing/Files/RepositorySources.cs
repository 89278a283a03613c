using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Opens what an index job reads.</summary>
internal sealed class RepositorySources(GitObjects objects, LocalFolders folders, LocalRepositories local, FolderFingerprint fingerprint, FolderFiles files)
{
    /// <summary>A commit whose objects were fetched.</summary>
    public IFileSource Open(string gitDirectory, ObjectId commit) => new GitSource(objects, gitDirectory, commit);

    /// <summary>The head of a local repository, or what <paramref name="reference"/> names in it; or a folder that is none as it stands.</summary>
    public async Task<IFileSource> OpenLocalAsync(RepositoryAddress address, string? reference, CancellationToken cancellationToken)
    {
        var resolved = folders.Resolve(address);
        if (await local.OpenAsync(resolved, reference, cancellationToken) is { } repository)
        {
            return Open(repository.GitDirectory, repository.Commit);
        }

        // A resolved local address always has a folder.
        var folder = resolved.Folder!;
        return new FolderSource(files, folder, await fingerprint.ComputeAsync(folder, cancellationToken));
    }
}
