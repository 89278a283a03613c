using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>Speaks to Git hosts: asks what a repository has, and brings one commit of it into a bare directory.</summary>
public sealed class GitClient(GitRunner runner, EgressPolicy egress, IOptions<GitOptions> options, TimeProvider time)
{
    internal const string HeadReference = "refs/deepwiki/head";

    /// <summary>
    /// Asks a host for its HEAD, or for the branch or tag of the given name. Success proves that the caller may read it. Of a commit it proves no more
    /// than that: whether the repository has it, only a fetch tells.
    /// </summary>
    /// <param name="address">A remote repository.</param>
    /// <param name="reference">Branch, tag, full reference or whole id of a commit; null for HEAD.</param>
    /// <param name="token">The caller's token for this host, if any.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.HostNotAllowed"/>, <see cref="ErrorCode.RepositoryNotFound"/>, <see cref="ErrorCode.RepositoryAccessDenied"/>,
    /// <see cref="ErrorCode.NoEmbeddings"/> for an empty repository, else <see cref="ErrorCode.IndexFailed"/>.
    /// </exception>
    public async Task<RemoteReference> ResolveAsync(
        RepositoryAddress address, string? reference, Secret? token, CancellationToken cancellationToken)
    {
        if (reference is not null && ReferenceName.IsCommit(reference))
        {
            var head = await ResolveAsync(address, null, token, cancellationToken);
            var id = reference.ToLowerInvariant();
            return ObjectId.TryParse(id, out var commit) && commit.Format == head.Format
                ? head with { Commit = commit, Name = id }
                : throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The commit was not found.");
        }

        var names = reference is null ? ["HEAD"] : ReferenceName.Candidates(reference);
        var environment = GitEnvironment.Remote(runner.Home, address, await egress.AdmitAsync(address, cancellationToken), token);
        DeepWikiException? failure = null;
        foreach (var url in address.GitUrls())
        {
            var result = await ListAsync(url, names, environment, cancellationToken);
            if (result.IsSuccess)
            {
                return ParseReferences(result.Output.Span) is { Count: > 0 } references
                    ? Choose(references, names, url)
                    : throw await ExplainEmptyAsync(url, reference, address, token, cancellationToken);
            }

            failure = GitErrorText.ToException(result, token);
            if (failure.Code != ErrorCode.RepositoryNotFound)
            {
                break;
            }
        }

        throw failure ?? new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository was not found.");
    }

    /// <summary>
    /// Brings the commit of <paramref name="reference"/> into <paramref name="gitDirectory"/>, without history. A directory kept from
    /// an earlier fetch receives only what is new; when that fails for any reason it is made anew once.
    /// </summary>
    /// <returns>The commit that arrived, which may be newer than the one that was resolved.</returns>
    /// <exception cref="DeepWikiException">
    /// As <see cref="ResolveAsync"/>, and <see cref="ErrorCode.RepositoryTooLarge"/>; <see cref="ErrorCode.IndexFailed"/> also for
    /// malformed objects and for a reference that is no commit.
    /// </exception>
    public async Task<ObjectId> FetchAsync(
        RepositoryAddress address,
        RemoteReference reference,
        string gitDirectory,
        Secret? token,
        IProgress<FetchProgress>? progress,
        CancellationToken cancellationToken)
    {
        var fetch = new GitFetch(runner, options.Value, time);
        var isKept = File.Exists(Path.Combine(gitDirectory, "HEAD"));
        try
        {
            return await TryFetchAsync();
        }
        catch (Exception exception) when (isKept && exception is not OperationCanceledException
            && exception is not DeepWikiException { Code: ErrorCode.HostNotAllowed or ErrorCode.RepositoryAccessDenied or ErrorCode.RepositoryNotFound })
        {
            WorkRoot.Delete(gitDirectory);

            return await TryFetchAsync();
        }

        async Task<ObjectId> TryFetchAsync()
        {
            // Each fetch resolves and judges the host anew.
            var host = await egress.AdmitAsync(address, cancellationToken);
            var environment = GitEnvironment.Remote(runner.Home, address, host, token);

            return await fetch.RunAsync(reference, gitDirectory, environment, token, progress, cancellationToken);
        }
    }

    private Task<ChildResult> ListAsync(string url, IReadOnlyList<string> names, GitEnvironment environment, CancellationToken cancellationToken)
    {
        var arguments = new GitArguments(GitSubcommand.LsRemote).Option("--symref").Operand(url);
        foreach (var name in names)
        {
            arguments.Operand(name);
            if (name != "HEAD")
            {
                arguments.Operand(name + "^{}"); // Where an annotated tag leads.
            }
        }

        return runner.RunAsync(arguments, null, environment, TimeSpan.FromSeconds(options.Value.ResolveTimeoutSeconds), cancellationToken);
    }

    // Git takes a page that is not its protocol for an old-style repository without references, and succeeds.
    private async Task<DeepWikiException> ExplainEmptyAsync(
        string url, string? reference, RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        var host = await egress.AdmitAsync(address, cancellationToken);
        var environment = GitEnvironment.Remote(runner.Home, address, host, token).WithPackets();
        var result = await ListAsync(url, ["HEAD"], environment, cancellationToken);
        if (!result.Error.Contains("git< version ", StringComparison.Ordinal) && !result.Error.Contains("# service=git-upload-pack", StringComparison.Ordinal))
        {
            return new DeepWikiException(ErrorCode.IndexFailed, "The address does not answer as a Git repository.");
        }

        return reference is null
            ? new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no commits.")
            : new DeepWikiException(ErrorCode.RepositoryNotFound, "The branch or tag was not found.");
    }

    // Lines such as "ref: refs/heads/main<TAB>HEAD" and "<id><TAB>refs/heads/main".
    private static Dictionary<string, string> ParseReferences(ReadOnlySpan<byte> output)
    {
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0)
            {
                throw new DeepWikiException(ErrorCode.IndexFailed, "The Git host gave an answer that cannot be read.");
            }

            var isLink = line.StartsWith("ref: ", StringComparison.Ordinal);
            references[(isLink ? "ref: " : "") + line[(tab + 1)..]] = isLink ? line["ref: ".Length..tab] : line[..tab];
        }

        return references;
    }

    private static RemoteReference Choose(Dictionary<string, string> references, IReadOnlyList<string> names, string url)
    {
        foreach (var name in names)
        {
            if (references.TryGetValue(name, out var text) && ObjectId.TryParse(text, out var id))
            {
                var commit = references.TryGetValue(name + "^{}", out var peeled) && ObjectId.TryParse(peeled, out var target) ? target : id;

                // A branch that HEAD names is worth knowing, but only one whose name can be handed back to git.
                var full = references.TryGetValue("ref: " + name, out var link) && ReferenceName.IsValid(link)
                    && link.StartsWith("refs/heads/", StringComparison.Ordinal) ? link : name;

                return new RemoteReference(commit, full, url);
            }
        }

        throw names[0] == "HEAD"
            ? new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no commit at its HEAD.")
            : new DeepWikiException(ErrorCode.RepositoryNotFound, "The branch or tag was not found.");
    }
}
