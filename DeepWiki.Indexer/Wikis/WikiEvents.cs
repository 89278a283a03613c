using System.Text.Json;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Generations;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Tells those who watch a wiki what changes in it.</summary>
internal sealed class WikiEvents(EventLog log)
{
    /// <summary>The plan is stored: its pages can be shown as planned.</summary>
    public Task PlannedAsync(StoredWiki wiki, WikiGeneration generation, CancellationToken cancellationToken) =>
        ChangeAsync(wiki, new { kind = "planned", wiki = wiki.PublicId, generation = generation.Number, commit = generation.Plan.Commit }, cancellationToken);

    /// <summary>A page can be read, or failed.</summary>
    public Task PageAsync(StoredWiki wiki, WikiGeneration generation, PlannedPage page, bool isWritten, CancellationToken cancellationToken) =>
        ChangeAsync(
            wiki,
            new { kind = isWritten ? "pageWritten" : "pageFailed", wiki = wiki.PublicId, slug = page.Slug, title = page.Title, generation = generation.Number },
            cancellationToken);

    /// <summary>Readers see another generation.</summary>
    public async Task PublishedAsync(StoredWiki wiki, WikiGeneration generation, GenerationState state, CancellationToken cancellationToken)
    {
        var change = new
        {
            kind = "generation",
            wiki = wiki.PublicId,
            generation = generation.Number,
            commit = generation.Plan.Commit,
            state = state.ToString().ToLowerInvariant(),
        };
        await ChangeAsync(wiki, change, cancellationToken);
        await log.PublishAsync(EventLog.ListTopic, "change", JsonSerializer.Serialize(change), cancellationToken);
    }

    /// <summary>Pages written so far.</summary>
    public Task ProgressAsync(StoredWiki wiki, long job, string stage, int done, int? total, CancellationToken cancellationToken) =>
        log.PublishAsync(
            EventLog.WikiTopic(wiki.PublicId), "progress", JsonSerializer.Serialize(new { job = $"job_{job}", stage, done, total, unit = "pages" }),
            cancellationToken);

    private Task ChangeAsync(StoredWiki wiki, object change, CancellationToken cancellationToken) =>
        log.PublishAsync(EventLog.WikiTopic(wiki.PublicId), "change", JsonSerializer.Serialize(change), cancellationToken);
}
