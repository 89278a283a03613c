using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Writes pages: evidence, text through the citation filter, checks, and with a model one round of repair.</summary>
public sealed class WikiPageWriter
{
    private const double CharactersAToken = 4;

    private readonly AnswerService answers;
    private readonly IndexContents contents;
    private readonly ModelPrices prices;

    internal WikiPageWriter(AnswerService answers, IndexContents contents, ModelPrices prices) =>
        (this.answers, this.contents, this.prices) = (answers, contents, prices);

    /// <summary>Writes the page.</summary>
    /// <exception cref="DeepWikiException">The model failed; nothing else of the wiki is affected.</exception>
    public async Task<PageContent> WriteAsync(PageOrder order, CancellationToken cancellationToken)
    {
        var blobs = await contents.ReadBlobsAsync(order.Generation.Index, cancellationToken);
        var plan = order.Page.Plan;
        var isLocal = order.Model.IsLocal;
        var brief = new PageBrief(
            plan.Purpose,
            [.. order.Generation.Plan.Notes, .. plan.Note is { } note ? [note] : Array.Empty<string>()],
            [.. order.Pages.Where(page => page.PageId != order.Page.PageId).Select(page => page.Plan.Title)]
        );
        var draft = await DraftAsync(order, brief, cancellationToken);
        IReadOnlyList<string> faults = [];
        if (!isLocal)
        {
            faults = PageFaults.Find(draft.Text, draft.Dropped);
            if (faults.Count > 0)
            {
                (draft, faults) = await RepairAsync(order, brief, draft, faults, cancellationToken);
            }
        }

        var content = new PageAssembler(blobs, draft.Shown).Assemble(plan.Title, draft.Text, plan.Files, isLocal);
        return isLocal
            ? content
            : content with
            {
                Faults = faults,
                InputTokens = draft.InputTokens,
                OutputTokens = draft.OutputTokens,
                Cost = prices.Cost(order.Model.Provider, order.Model.Model, draft.InputTokens, draft.OutputTokens),
                PromptHash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [plan.Title, brief.Purpose, .. brief.Notes, .. plan.Files]))),
            };
    }

    /// <summary>True when two pages say the same, but for the numbers of the lines they cite.</summary>
    public static bool SaysTheSame(PageContent page, PageContent other) =>
        page.Title == other.Title && page.Citations.Count == other.Citations.Count && WithoutLines(page) == WithoutLines(other);

    /// <summary>The Markdown of a page without the numbers of the lines it cites.</summary>
    public static string WithoutLines(PageContent page)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var citation in page.Citations)
        {
            text.Append(page.Markdown, at, citation.Position - at).Append('[').Append(citation.Path).Append(']');
            at = citation.Position + citation.Length;
        }

        return text.Append(page.Markdown, at, page.Markdown.Length - at).ToString();
    }

    private async Task<(PageDraft Draft, IReadOnlyList<string> Faults)> RepairAsync(
        PageOrder order,
        PageBrief brief,
        PageDraft draft,
        IReadOnlyList<string> faults,
        CancellationToken cancellationToken
    )
    {
        PageDraft again;
        try
        {
            again = await DraftAsync(order, brief with { Draft = draft.Text, Faults = faults }, cancellationToken);
        }
        catch (DeepWikiException)
        {
            // The draft is there; its faults are told on the page.
            return (draft, faults);
        }

        var left = PageFaults.Find(again.Text, again.Dropped);
        var sum = again with { InputTokens = draft.InputTokens + again.InputTokens, OutputTokens = draft.OutputTokens + again.OutputTokens };
        return left.Count <= faults.Count ? (sum, left) : (sum with { Text = draft.Text, Shown = draft.Shown, Dropped = draft.Dropped }, faults);
    }

    private async Task<PageDraft> DraftAsync(PageOrder order, PageBrief brief, CancellationToken cancellationToken)
    {
        var plan = order.Page.Plan;
        var request = new AnswerRequest(
            new PageIntent(plan.Title, plan.Files) { Brief = brief, Pages = [.. Links(order)] },
            order.Repository,
            order.Generation.Index,
            order.Model,
            order.Generation.Plan.Language,
            (_, _, _) => ""
        );
        var text = new StringBuilder();
        var draft = new PageDraft("", [], 0, 0, 0);
        await foreach (var step in await answers.StartAsync(request, cancellationToken))
        {
            switch (step)
            {
                case AnswerSources sources:
                    // Functions that the model calls add to what it was shown at first.
                    draft = draft with { Shown = [.. draft.Shown, .. sources.Blocks] };
                    break;
                case AnswerDelta delta:
                    text.Append(delta.Text);
                    break;
                case AnswerUsage usage:
                    draft = draft with
                    {
                        InputTokens = draft.InputTokens + (usage.InputTokens ?? 0),
                        OutputTokens = draft.OutputTokens + (usage.OutputTokens ?? 0),
                    };
                    break;
                case AnswerCitations citations:
                    draft = draft with { Dropped = citations.Dropped };
                    break;
            }
        }

        return Estimate(draft with { Text = Body(text.ToString()) });
    }

    // A slug is an address beside this page, wherever the wiki is read.
    private static IEnumerable<PageLink> Links(PageOrder order) =>
        from page in order.Pages
        where page.PageId != order.Page.PageId
        select new PageLink(page.Plan.Title, page.Plan.Slug, page.Plan.Purpose, page.Plan.Files)
        {
            IsRelated = order.Page.Plan.Related.Contains(page.Plan.Slug),
        };

    // A provider that counts nothing is counted for.
    private static PageDraft Estimate(PageDraft draft) =>
        draft.InputTokens + draft.OutputTokens > 0
            ? draft
            : draft with
            {
                InputTokens = (long)(draft.Shown.Sum(block => block.Text.Length) / CharactersAToken),
                OutputTokens = (long)(draft.Text.Length / CharactersAToken),
            };

    // Sources are shown beside the page; the list above it is for clients of the original.
    private static string Body(string text)
    {
        const string end = "</details>";
        var at = text.StartsWith("<details>", StringComparison.Ordinal) ? text.IndexOf(end, StringComparison.Ordinal) : -1;
        return (at < 0 ? text : text[(at + end.Length)..]).Trim() + "\n";
    }

    private sealed record PageDraft(string Text, IReadOnlyList<ContextBlock> Shown, int Dropped, long InputTokens, long OutputTokens);
}
