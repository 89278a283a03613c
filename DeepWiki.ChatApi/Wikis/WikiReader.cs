using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Reads generations and pages as clients see them.</summary>
internal sealed class WikiReader(GenerationStore generations, PageVersionStore versions)
{
    private static readonly string[] ImportanceNames = ["low", "medium", "high"];

    /// <summary>The generation to show: the one named by number or commit, else the active one, else the newest.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/>, or <see cref="ErrorCode.Gone"/> for one that is kept no more.</exception>
    public async Task<WikiGeneration> FindAsync(StoredWiki wiki, GenerationQuery query, CancellationToken cancellationToken)
    {
        if ((query.Number ?? (query.Commit is null ? wiki.ActiveGeneration : null)) is { } number)
        {
            return await generations.FindAsync(wiki.Id, number, cancellationToken)
                ?? throw new DeepWikiException(ErrorCode.Gone, "There is no such generation of this wiki, or it is kept no more.");
        }

        var kept = await generations.ListAsync(wiki.Id, cancellationToken);
        return kept.FirstOrDefault(generation => query.Commit is null || generation.Plan.Commit == query.Commit)
            ?? throw new DeepWikiException(
                ErrorCode.NotFound, query.Commit is null ? "Nothing of this wiki is planned yet." : "No kept generation of this wiki is of that commit.");
    }

    public async Task<TreeView> ReadTreeAsync(StoredWiki wiki, WikiGeneration generation, CancellationToken cancellationToken)
    {
        var pages = await generations.ReadPagesAsync(generation.Id, cancellationToken);
        var plan = generation.Plan;
        var inner = plan.Sections.SelectMany(section => section.Sections).ToHashSet(StringComparer.Ordinal);
        return new TreeView(
            wiki.PublicId, generation.Number, plan.Commit, generation.State.ToString().ToLowerInvariant(), plan.Title, plan.Description,
            [.. plan.Sections.Select(section => new SectionView(section.Id, section.Title, section.Pages, section.Sections))],
            [.. plan.Sections.Where(section => !inner.Contains(section.Id)).Select(section => section.Id)],
            [
                .. pages.Select(page => new TreePageView(
                    page.Plan.Slug, page.Plan.Title, page.Plan.Purpose, ImportanceNames[page.Plan.Importance], StateOf(page),
                    PageReasons.Name(page.Plan.Reason), page.IsStale, ErrorView.From(page.Error), page.UpdatedAt)),
            ]);
    }

    /// <summary>The page of a slug; null when the generation has none.</summary>
    public async Task<PageView?> FindPageAsync(OpenedWiki wiki, WikiGeneration generation, string slug, CancellationToken cancellationToken)
    {
        var pages = await generations.ReadPagesAsync(generation.Id, cancellationToken);
        var at = pages.ToList().FindIndex(page => page.Plan.Slug == slug);
        if (at < 0)
        {
            return null;
        }

        var page = pages[at];
        var version = page.Plan.VersionId is { } id ? await versions.FindAsync(id, cancellationToken) : null;
        var view = new PageView(
            slug, page.Plan.Title, ImportanceNames[page.Plan.Importance], StateOf(page), page.IsStale, "", "", [], [], [], [], page.Plan.Related,
            at > 0 ? pages[at - 1].Plan.Slug : null, at + 1 < pages.Count ? pages[at + 1].Plan.Slug : null, null, null, ErrorView.From(page.Error));
        return version is null ? view : Fill(view, wiki, generation, page, version);
    }

    /// <summary>All pages that can be read, in reading order, with the addresses that open their citations.</summary>
    public async Task<IReadOnlyList<(GenerationPage Page, PageVersion Version)>> ReadPagesAsync(WikiGeneration generation, CancellationToken cancellationToken)
    {
        var pages = await generations.ReadPagesAsync(generation.Id, cancellationToken);
        var ids = pages.Select(page => page.Plan.VersionId).OfType<long>().Distinct().ToArray();
        var byId = (await versions.ReadAsync(ids, cancellationToken)).ToDictionary(version => version.Id);
        return [.. pages.Where(page => page.Plan.VersionId is { } id && byId.ContainsKey(id)).Select(page => (page, byId[page.Plan.VersionId!.Value]))];
    }

    /// <summary>The slug that took over the subject of another; null for none.</summary>
    public Task<string?> FindSuccessorAsync(StoredWiki wiki, string slug, CancellationToken cancellationToken) =>
        versions.FindSuccessorAsync(wiki.Id, slug, cancellationToken);

    private static PageView Fill(PageView view, OpenedWiki wiki, WikiGeneration generation, GenerationPage page, PageVersion version)
    {
        var (content, link) = (version.Content, wiki.LinkAt(CommitOf(wiki, generation, page, version)));
        var rendered = RenderedPage.From(content, link);
        return view with
        {
            Summary = content.Summary,
            Markdown = rendered.Markdown,
            Headings = [.. content.Headings.Select(heading => new HeadingView(heading.Id, heading.Level, heading.Text))],
            Sources =
            [
                .. content.Sources.Index().Select(pair => new SourceView(
                    pair.Index + 1, pair.Item.Path, pair.Item.StartLine, pair.Item.EndLine, version.Commit, ObjectId.FromBytes(pair.Item.Blob).ToString(),
                    link(pair.Item.Path, pair.Item.StartLine, pair.Item.EndLine))),
            ],
            Citations =
            [
                .. rendered.Citations.Index().Select(pair => new CitationView(
                    pair.Index + 1, pair.Item.Position, pair.Item.Length, pair.Item.Path, pair.Item.StartLine, pair.Item.EndLine,
                    ObjectId.FromBytes(pair.Item.Blob).ToString(), Convert.ToHexStringLower(pair.Item.Sha256),
                    link(pair.Item.Path, pair.Item.StartLine, pair.Item.EndLine))),
            ],
            Diagrams =
            [
                .. rendered.Diagrams.Select(diagram => new DiagramView(
                    diagram.Position, diagram.Length, diagram.Kind, diagram.IsValid, diagram.IsComputed, diagram.Error)),
            ],
            Provenance = new ProvenanceView(
                version.Commit, version.Provider, version.Model, version.WrittenAt, generation.Number, PageReasons.Name(page.Plan.Reason), content.Unsupported,
                content.Faults, version.TraceId),
            Usage = new UsageView(content.InputTokens, content.OutputTokens, content.Cost),
        };
    }

    // A page that was kept holds at the later commit as well, and of a local folder that is the one whose lines can be opened.
    private static string CommitOf(OpenedWiki wiki, WikiGeneration generation, GenerationPage page, PageVersion version) =>
        wiki.Address.IsLocal && !page.IsStale ? generation.Plan.Commit : version.Commit;

    private static string StateOf(GenerationPage page) => page.State.ToString().ToLowerInvariant();
}
