using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>
/// Plans a generation: the outline that the steering file, a model or the index itself gives, or that of the generation before as far as the files
/// allow.
/// </summary>
public sealed class WikiPlanner
{
    private const int MaxSteeringBytes = 512 * 1024;

    private readonly IndexContents contents;
    private readonly SteeredOutline steered;
    private readonly ModelOutline modelled;
    private readonly RefreshPlanner refresh;

    internal WikiPlanner(IndexContents contents, SteeredOutline steered, ModelOutline modelled, RefreshPlanner refresh) =>
        (this.contents, this.steered, this.modelled, this.refresh) = (contents, steered, modelled, refresh);

    /// <summary>Plans the pages; nothing is stored.</summary>
    public async Task<WikiPlan> PlanAsync(PlanOrder order, CancellationToken cancellationToken)
    {
        var blobs = await contents.ReadBlobsAsync(order.Index, cancellationToken);
        var steering = SteeringReader.Read(await ReadSteeringAsync(order.Index, cancellationToken));
        var plan = new GenerationPlan(
            order.Index.Commit, order.Index.SeriesId, order.Index.ViewId, order.Index.Generation, order.Wiki.Identity.Language, "", "", [], steering.Notes,
            steering.Faults, order.Model.Provider, order.Model.Model)
        {
            Files = FileFingerprints.From(blobs),
            BaseGeneration = order.Base?.Number,
        };
        var isSteered = steering.Pages.Count > 0;
        if (order.Base is not null && (order.Asked is not null || (!order.IsFull && (!isSteered || AreSame(steering.Pages, order.BasePages)))))
        {
            var now = new FilesNow(blobs, order.BaseFiles, order.BaseVersions);
            return await refresh.PlanAsync(order, plan, now, steering, () => DrawAsync(order, Steering.None, cancellationToken), cancellationToken);
        }

        var outline = await DrawAsync(order, steering, cancellationToken);
        return Create(plan, outline, order.BasePages, steering);
    }

    private async Task<WikiOutline> DrawAsync(PlanOrder order, Steering steering, CancellationToken cancellationToken)
    {
        var facts = await contents.ReadFactsAsync(order.Index, order.Repository, cancellationToken);
        var (detail, language) = (order.Wiki.Identity.Detail, order.Wiki.Identity.Language);
        var own = OutlineBuilder.Build(facts, detail, language);
        return steering.Pages.Count > 0 ? await steered.DrawAsync(order.Index, own, steering.Pages, cancellationToken)
            : order.Model.IsLocal || order.Base is not null && !order.IsFull ? own
            : await modelled.DrawAsync(order, facts, own, steering.Notes, cancellationToken);
    }

    private static WikiPlan Create(GenerationPlan plan, WikiOutline outline, IReadOnlyList<GenerationPage> earlier, Steering steering)
    {
        var slugs = new OutlineSlugs(outline, earlier);
        var shown = earlier.ToDictionary(page => page.Plan.Slug, page => page.Plan.VersionId, StringComparer.Ordinal);
        var pages = outline.Pages.Select(page => new PlannedPage(
            slugs[page.Id], page.Title, page.Description, (int)page.Importance, page.Files, [.. page.Related.Select(id => slugs[id])])
        {
            Note = steering.NoteFor(page.Title),

            // Until it is written anew a subject goes on showing what it had.
            VersionId = shown.GetValueOrDefault(slugs[page.Id]),
        });
        var sections = outline.Sections.Select(section => new WikiSection(
            section.Id, section.Title, [.. section.Pages.Select(id => slugs[id])], section.Subsections));
        return new WikiPlan(
            plan with { Title = outline.Title, Description = outline.Description, Sections = [.. sections] }, [.. pages], slugs.Redirects);
    }

    private static bool AreSame(IReadOnlyList<SteeringPage> wanted, IReadOnlyList<GenerationPage> pages) =>
        wanted.Select(page => page.Title).Order(StringComparer.Ordinal).SequenceEqual(pages.Select(page => page.Plan.Title).Order(StringComparer.Ordinal));

    private async Task<string?> ReadSteeringAsync(ActiveIndex index, CancellationToken cancellationToken) =>
        await contents.ReadFilesAsync(index, [Steering.Path], MaxSteeringBytes, cancellationToken) is [{ Blocks: { Count: > 0 } blocks }]
            ? string.Join('\n', blocks.Select(block => block.Text))
            : null;
}
