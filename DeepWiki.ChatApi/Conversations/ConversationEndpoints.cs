using System.Text;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Conversations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Conversations;

/// <summary>Conversations: listed, read, renamed, copied, deleted, exported and proved.</summary>
internal static class ConversationEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxTitle = 200;
    private const int MaxQuery = 200;

    public static IServiceCollection AddConversations(this IServiceCollection services) => services.AddSingleton<ConversationReader>();

    public static void MapConversations(this WebApplication app)
    {
        app.MapGet("/api/conversations", ListAsync).DescribedAs(ConversationDescriptions.List).Produces<ItemsView<ConversationView>>();
        app.MapGet("/api/conversations/{id}", GetAsync).DescribedAs(ConversationDescriptions.Get).Produces<ConversationDetailView>();
        app.MapPatch("/api/conversations/{id}", RenameAsync).Needs(Access.Work).DescribedAs(ConversationDescriptions.Rename)
            .Produces<ConversationDetailView>();
        app.MapDelete("/api/conversations/{id}", DeleteAsync).Needs(Access.Work).DescribedAs(ConversationDescriptions.Delete)
            .Produces(StatusCodes.Status204NoContent);
        app.MapPost("/api/conversations/{id}/fork", ForkAsync).Needs(Access.Work).DescribedAs(ConversationDescriptions.Fork)
            .Produces<ForkedView>(StatusCodes.Status201Created);
        app.MapGet("/api/conversations/{id}/export", ExportAsync).DescribedAs(ConversationDescriptions.Export)
            .Produces<string>(StatusCodes.Status200OK, "text/markdown");
        app.MapGet("/api/conversations/{id}/messages/{message}/proof", ProveAsync).DescribedAs(ConversationDescriptions.Proof).Produces<ProofView>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, AskCallers callers, ConversationStore store, ConversationReader reader, RepositoryStore repositories)
    {
        var page = PageQuery.Parse(context.Request.Query);
        var words = context.Request.Query["q"].ToString();
        if (words.Length > MaxQuery || words.Contains('\0'))
        {
            throw InvalidRequest.Create(new RequestFault("/q", "literal_error", $"q must have at most {MaxQuery} printable characters"));
        }

        int? repository = null;
        if (context.Request.Query["repository"] is [{ Length: > 0 } id])
        {
            repository = (await repositories.FindByPublicIdAsync(id, context.RequestAborted))?.Id ?? -1;
        }

        var caller = await callers.ReadAsync(context, context.RequestAborted);
        var found = await store.ListAsync(caller.Name ?? "", repository, words, page.Skip, page.Limit + 1, context.RequestAborted);
        var views = await reader.ViewAsync([.. found.Take(page.Limit)], context.RequestAborted);
        context.Response.Headers.CacheControl = "private, no-store";
        return Json(new ItemsView<ConversationView>(views, found.Count > page.Limit ? page.NextCursor : null));
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, ConversationReader reader)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return Json(await reader.ReadAsync(id, KeyOf(context), context.RequestAborted));
    }

    private static async Task<IResult> RenameAsync(HttpContext context, string id, BodyReader bodies, ConversationReader reader, ConversationStore store)
    {
        using var json = await bodies.ReadAsync(context, MaxBody);
        var title = json.Read<TitleBody>().Title.Trim();
        if (title.Length is 0 or > MaxTitle || title.Any(char.IsControl))
        {
            throw InvalidRequest.Create(new RequestFault("/title", "literal_error", $"title must have 1 to {MaxTitle} printable characters"));
        }

        var conversation = await reader.OpenAsync(id, KeyOf(context), context.RequestAborted);
        await store.RenameAsync(conversation.Id, title, context.RequestAborted);
        return Json(await reader.ReadAsync(id, KeyOf(context), context.RequestAborted));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, ConversationReader reader, ConversationStore store)
    {
        var conversation = await reader.OpenAsync(id, KeyOf(context), context.RequestAborted);
        await store.DeleteAsync(conversation.Id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ForkAsync(
        HttpContext context, string id, BodyReader bodies, AskCallers callers, ConversationReader reader, ConversationStore store, ConversationKeys keys)
    {
        using var json = await bodies.ReadAsync(context, MaxBody);
        var body = json.Read<ForkBody>();
        var conversation = await reader.FindAsync(id, context.RequestAborted);
        var messages = await store.ReadMessagesAsync(conversation.Id, context.RequestAborted);
        if (body.UpTo is { } last && messages.All(message => message.PublicId != last))
        {
            throw InvalidRequest.Create(new RequestFault("/upTo", "literal_error", "upTo must be a message of the conversation"));
        }

        var caller = await callers.ReadAsync(context, context.RequestAborted);
        var copy = await store.ForkAsync(conversation.Id, caller.Name, body.UpTo, context.RequestAborted);
        context.Response.Headers.Location = $"/api/conversations/{copy}";
        return TypedResults.Json(
            new ForkedView(copy, await keys.CreateAsync(copy, context.RequestAborted)), Frame.Json, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string id, ConversationReader reader)
    {
        if (context.Request.Query["format"].ToString() is not ("" or "markdown"))
        {
            throw InvalidRequest.Create(new RequestFault("/format", "literal_error", "format must be markdown"));
        }

        var conversation = await reader.ReadAsync(id, null, context.RequestAborted);
        context.Response.Headers.ContentDisposition = $"attachment; filename={id}.md";
        return TypedResults.Text(ConversationText.Write(conversation), "text/markdown", Encoding.UTF8);
    }

    private static async Task<IResult> ProveAsync(HttpContext context, string id, string message, ConversationReader reader) =>
        Json(await reader.ProveAsync(id, message, context.RequestAborted));

    private static string? KeyOf(HttpContext context) => context.Request.Headers[ConversationKeys.Header] is [{ Length: > 0 } key] ? key : null;

    private static IResult Json<T>(T value) => TypedResults.Json(value, Frame.Json);
}
