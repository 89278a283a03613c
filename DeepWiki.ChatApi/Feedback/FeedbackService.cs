using System.Text.Json;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.Core.Data.Feedback;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.ChatApi.Feedback;

/// <summary>
/// Takes verdicts of readers. A page that is called wrong has its citations checked against the newest index, and is written anew when one fails.
/// </summary>
internal sealed class FeedbackService(FeedbackStore store, WikiAccess access, WikiReader reader, WikiStarter starter, CitationSurvival survival)
{
    private const int MaxQuote = 1000;
    private const int MaxNote = 2000;

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.InvalidRequest"/>, or <see cref="ErrorCode.NotFound"/> for a page that is not there.
    /// </exception>
    public async Task<(long Id, long? Job)> AddAsync(FeedbackBody body, Secret? token, CancellationToken cancellationToken)
    {
        Check(body);
        var target = body.Target;
        OpenedWiki? wiki = null;
        long? job = null;
        if (target.Wiki is { } id)
        {
            wiki = await access.OpenAsync(id, token, cancellationToken);
            job = await CheckPageAsync(wiki, body, token, cancellationToken);
        }

        var json = JsonSerializer.Serialize(target, RepositoryResponse.Json);
        return (await store.AddAsync(wiki?.Wiki.Id, json, body.Verdict, NullIfEmpty(body.Quote), NullIfEmpty(body.Note), job, cancellationToken), job);
    }

    private async Task<long?> CheckPageAsync(OpenedWiki wiki, FeedbackBody body, Secret? token, CancellationToken cancellationToken)
    {
        var generation = await reader.FindAsync(wiki.Wiki, new GenerationQuery(null, null), cancellationToken);
        var pages = await reader.ReadPagesAsync(generation, cancellationToken);
        var page = pages.FirstOrDefault(pair => pair.Page.Plan.Slug == body.Target.Slug);
        if (page.Page is null)
        {
            throw new DeepWikiException(ErrorCode.NotFound, "The wiki has no such page.");
        }

        if (body.Verdict != "wrong" || await IsSoundAsync(wiki, generation, page, token, cancellationToken))
        {
            return null;
        }

        return (await starter.RewriteAsync(wiki, page.Page.Plan.Slug, NullIfEmpty(body.Note), cancellationToken)).JobId;
    }

    /// <summary>True when every citation still has its lines where the repository is now, as far as that is indexed.</summary>
    private async Task<bool> IsSoundAsync(
        OpenedWiki wiki, WikiGeneration generation, (GenerationPage Page, PageVersion Version) page, Secret? token,
        CancellationToken cancellationToken)
    {
        if (page.Page.IsStale)
        {
            return false;
        }

        var (_, index) = await starter.FindHeadAsync(wiki, token, cancellationToken);
        var plan = generation.Plan;
        var now = index is null ? generation : generation with
        {
            Plan = plan with { SeriesId = index.SeriesId, ViewId = index.ViewId, IndexGeneration = index.Generation, Commit = index.Commit },
        };
        return (await survival.FindDeadAsync(now, [(page.Page.Plan.Slug, page.Version)], cancellationToken)).Count == 0;
    }

    private static void Check(FeedbackBody body)
    {
        var faults = new List<RequestFault>();
        var target = body.Target;
        var isOfPage = target is { Wiki.Length: > 0, Slug.Length: > 0, Conversation: null, Message: null };
        var isOfMessage = target is { Wiki: null, Slug: null, Conversation.Length: > 0 and <= 100, Message.Length: > 0 and <= 100 };
        Check(target.Kind is "page" or "message" or "citation", "/target/kind", "target/kind must be page, message or citation");
        Check(
            target.Kind switch { "page" => isOfPage, "message" => isOfMessage, _ => isOfPage || isOfMessage }, "/target",
            "target must name wiki and slug of a page, or conversation and message");
        Check(target.Kind == "citation" == target.N is > 0, "/target/n", "target/n must be the number of a citation, and is there for citations alone");
        Check(body.Verdict is "helpful" or "wrong", "/verdict", "verdict must be helpful or wrong");
        Check(body.Quote is null || body.Quote.Length <= MaxQuote, "/quote", $"quote must have at most {MaxQuote} characters");
        Check(body.Note is null || body.Note.Length <= MaxNote, "/note", $"note must have at most {MaxNote} characters");
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }

        void Check(bool holds, string pointer, string message)
        {
            if (!holds)
            {
                faults.Add(new RequestFault(pointer, "literal_error", message));
            }
        }
    }

    // What the database cannot hold as text is left out.
    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();
}
