using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Says how far a wiki is behind the head of its repository.</summary>
internal sealed class WikiDistanceReader(WikiStarter starter, GenerationStore generations, CitationSurvival files, LocalHistory history, TimeProvider time)
{
    /// <summary>The distance; null when nothing is published yet or the head cannot be seen. Heads of hosts are remembered for a minute.</summary>
    public async Task<BehindView?> FindAsync(OpenedWiki wiki, Secret? token, CancellationToken cancellationToken)
    {
        if (wiki.Wiki.ActiveGeneration is not { } number || await generations.FindAsync(wiki.Wiki.Id, number, cancellationToken) is not { } active)
        {
            return null;
        }

        try
        {
            var (commit, index) = await starter.FindHeadAsync(wiki, token, cancellationToken);
            if (commit == active.Plan.Commit)
            {
                return new BehindView(0, 0, time.GetUtcNow());
            }

            var changed = index?.Commit == commit ? await files.CountChangesAsync(
                await generations.ReadFilesAsync(active.Id, cancellationToken), index, cancellationToken) : null;
            var commits = wiki.Address.Folder is { } folder ? history.Count(folder, active.Plan.Commit, commit) : null;
            return new BehindView(commits, changed, time.GetUtcNow());
        }
        catch (DeepWikiException error) when (error.Code != ErrorCode.Internal)
        {
            return null;
        }
    }
}
