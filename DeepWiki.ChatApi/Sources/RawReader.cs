using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Sources;

/// <summary>
/// Gives the bytes of a file: of a text from the index, where they are proved by its object id, and of what is no text from a local repository. What hosts
/// have beside texts is not kept.
/// </summary>
internal sealed class RawReader(SourceReader sources, RepositoryLookup repositories, LocalRepositories local, GitObjects objects)
{
    private const int MaxBytes = 10 << 20;

    /// <exception cref="DeepWikiException">The repository is not for this caller, or the bytes are not here.</exception>
    public async Task<(byte[] Content, string Blob)> ReadAsync(string id, string path, string? commit, Secret? token, CancellationToken cancellationToken)
    {
        var (repository, address) = await repositories.OpenAsync(id, token, cancellationToken);
        if (await sources.FindSkippedAsync(repository, address, path, commit, token, cancellationToken) is ({ } at, { IsShown: true }))
        {
            return await ReadLocalAsync(address, at, path, cancellationToken) ?? throw Missing();
        }

        var (_, _, source) = await sources.OpenAsync(id, path, commit, token, cancellationToken);
        return SourceText.From(source).Content is { } content ? (content, Convert.ToHexStringLower(source.Blob)) : throw Missing();
    }

    private async Task<(byte[] Content, string Blob)?> ReadLocalAsync(
        RepositoryAddress address, string commit, string path, CancellationToken cancellationToken)
    {
        if (!address.IsLocal || !ReferenceName.IsCommit(commit) || await local.OpenAsync(address, commit, cancellationToken) is not { } repository)
        {
            return null;
        }

        await foreach (var entry in objects.ListTreeAsync(repository.GitDirectory, repository.Commit, cancellationToken))
        {
            if (entry.Mode == EntryMode.File && entry.Path.Shown == path)
            {
                return await objects.ReadBlobAsync(repository.GitDirectory, entry.Id, MaxBytes, cancellationToken) is { } content
                    ? (content, entry.Id.ToString())
                    : null;
            }
        }

        return null;
    }

    private static DeepWikiException Missing() =>
        new(ErrorCode.NotFound, "The bytes of this file are not kept here: only its host has them, or it is too large.");
}
