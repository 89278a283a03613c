using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using LibGit2Sharp;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>Lists the branches and tags of repositories, at their hosts and in local folders.</summary>
public sealed class ReferenceLister(GitRunner runner, EgressPolicy egress, LocalFolders folders, IOptions<GitOptions> options)
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";
    private const string Peeled = "^{}";
    private const string Link = "ref: ";
    private const int MaxReferences = 5000;

    /// <summary>At most 5,000 of each. A folder that is no repository has none.</summary>
    /// <exception cref="DeepWikiException">As of <see cref="GitClient.ResolveAsync"/>.</exception>
    public async Task<ReferenceList> ListAsync(RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        if (address.IsLocal)
        {
            return ListLocal(address);
        }

        var environment = GitEnvironment.Remote(runner.Home, address, await egress.AdmitAsync(address, cancellationToken), token);
        DeepWikiException? failure = null;
        foreach (var url in address.GitUrls())
        {
            var arguments = new GitArguments(GitSubcommand.LsRemote).Option("--symref")
                .Operand(url).Operand("HEAD").Operand(Branches + "*").Operand(Tags + "*");
            var limit = TimeSpan.FromSeconds(options.Value.ResolveTimeoutSeconds);
            var result = await runner.RunAsync(arguments, null, environment, limit, cancellationToken);
            if (result.IsSuccess)
            {
                return Parse(Encoding.UTF8.GetString(result.Output.Span));
            }

            failure = GitErrorText.ToException(result, token);
            if (failure.Code != ErrorCode.RepositoryNotFound)
            {
                break;
            }
        }

        throw failure ?? new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository was not found.");
    }

    /// <summary>Reads what git lists: lines such as "ref: refs/heads/main TAB HEAD" and "ID TAB refs/tags/v1^{}".</summary>
    internal static ReferenceList Parse(string output)
    {
        string? head = null;
        var commits = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t') is not [var id, var name])
            {
                throw new DeepWikiException(ErrorCode.IndexFailed, "The Git host gave an answer that cannot be read.");
            }

            if (id.StartsWith(Link, StringComparison.Ordinal))
            {
                head = name == "HEAD" && id.StartsWith(Link + Branches, StringComparison.Ordinal) ? id[(Link + Branches).Length..] : head;
            }
            else if (ReferenceName.IsCommit(id))
            {
                // What an annotated tag leads to comes behind it.
                commits[name.EndsWith(Peeled, StringComparison.Ordinal) ? name[..^Peeled.Length] : name] = id;
            }
        }

        return new ReferenceList(head is not null && ReferenceName.IsValid(head) ? head : null, Below(Branches), Below(Tags));

        IReadOnlyList<(string Name, string Commit)> Below(string folder) =>
        [
            .. commits.Where(pair => pair.Key.StartsWith(folder, StringComparison.Ordinal) && ReferenceName.IsValid(pair.Key)).Take(MaxReferences)
                .Select(pair => (pair.Key[folder.Length..], pair.Value)),
        ];
    }

    private ReferenceList ListLocal(RepositoryAddress address)
    {
        try
        {
            using var repository = new Repository(folders.Resolve(address).Folder);
            var head = repository.Head.CanonicalName;
            return new ReferenceList(
                head.StartsWith(Branches, StringComparison.Ordinal) ? head[Branches.Length..] : null,
                [
                    .. repository.Branches.Where(branch => !branch.IsRemote && branch.Tip is not null).Take(MaxReferences)
                        .Select(branch => (branch.FriendlyName, branch.Tip.Sha)),
                ],
                [
                    .. repository.Tags.Where(tag => tag.PeeledTarget is Commit).Take(MaxReferences)
                        .Select(tag => (tag.FriendlyName, tag.PeeledTarget.Sha)),
                ]);
        }
        catch (LibGit2SharpException)
        {
            return new ReferenceList(null, [], []);
        }
    }
}
