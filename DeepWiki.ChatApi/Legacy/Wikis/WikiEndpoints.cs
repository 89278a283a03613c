using System.Buffers;
using System.Globalization;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Wikis that clients of the original make themselves and keep here.</summary>
internal static class WikiEndpoints
{
    /// <summary>Most bytes of the body of a save and of an export.</summary>
    public const int MaxBody = 64 << 20;

    private static readonly byte[] Nothing = "null"u8.ToArray();

    public static IServiceCollection AddWikis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WikiLimits>().Bind(configuration.GetSection(WikiLimits.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<SavedWikiService>()
            .AddSingleton<VisibilityRevalidator>()
            .AddSingleton<MadeWikis>()
            .AddSingleton<WikiReaders>()
            .AddSingleton<WikiExport>();
    }

    public static void MapWikis(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/wiki_cache", FindAsync)
            .WithMetadata(new LegacyFailure("Failed to read wiki cache"))
            .DescribedAs(LegacyDescriptions.FindWiki)
            .Produces<SavedWikiBody>();
        routes
            .MapPost("/api/wiki_cache", SaveAsync)
            .WithMetadata(new LegacyFailure("Failed to save wiki cache"))
            .DescribedAs(LegacyDescriptions.SaveWiki)
            .Produces<MessageBody>();
        routes
            .MapDelete("/api/wiki_cache", DeleteAsync)
            .WithMetadata(new LegacyFailure("Failed to delete wiki cache:"))
            .DescribedAs(LegacyDescriptions.DeleteWiki)
            .Produces<MessageBody>();
        routes
            .MapGet("/api/processed_projects", ListAsync)
            .WithMetadata(new LegacyFailure("Failed to list processed projects from server cache."))
            .DescribedAs(LegacyDescriptions.Wikis)
            .Produces<IReadOnlyList<SavedWikiEntryBody>>();
        routes
            .MapPost("/export/wiki", (HttpContext context, WikiExport export) => export.ServeAsync(context))
            .Needs(Access.Read)
            .WithMetadata(new LegacyFailure("Error exporting wiki:"))
            .DescribedAs(LegacyDescriptions.Export)
            .Produces<string>(StatusCodes.Status200OK, "text/markdown");
    }

    private static async Task<IResult> FindAsync(
        HttpContext context,
        SavedWikiService shelf,
        MadeWikis made,
        InterfaceLanguages languages,
        BodyCapacity capacity,
        WikiReaders readers,
        IOptions<ChatLimits> limits,
        TimeProvider time
    )
    {
        var (named, host) = KeyOf(context.Request.Query);
        var key = named with { Language = languages.Find(named.Language) ?? languages.Default };
        using var counted = await readers.EnterAsync(context);
        using var right = new BufferShare(capacity.Outgoing);
        var content =
            await shelf.FindAsync(key, host, RequestCaller.FindId(context), right.Add, context.RequestAborted)
            ?? await made.FindAsync(key, host, context.RequestAborted);

        // Sent before the right ends, while the content is held.
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = (content ?? Nothing).Length;
        await new BodySender(context, limits.Value, time).SendAsync(content ?? Nothing);
        return TypedResults.Empty;
    }

    private static async Task<IResult> SaveAsync(
        HttpContext context,
        BodyReader bodies,
        SavedWikiService shelf,
        InterfaceLanguages languages,
        RequestRateLimiter limiter
    )
    {
        using var right = limiter.Enter(context);
        using var body = await bodies.ReadAsync(context, MaxBody);
        await shelf.SaveAsync(SaveRequest.Parse(body, languages), RequestCaller.FindId(context), context.RequestAborted);
        return Message("Wiki cache saved successfully");
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext context,
        SavedWikiService shelf,
        MadeWikis made,
        InterfaceLanguages languages,
        AuthorizationCode code
    )
    {
        var (named, host) = KeyOf(context.Request.Query);
        if (languages.Find(named.Language) is not { } language)
        {
            return await RefuseAsync(context, StatusCodes.Status400BadRequest, "Language is not supported");
        }

        if (!code.Admits(new QueryFields(context.Request.Query).Optional("authorization_code")))
        {
            return await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Authorization code is invalid");
        }

        var key = named with { Language = language };
        var wasSaved = await shelf.DeleteAsync(key, host, RequestCaller.FindId(context), context.RequestAborted);
        var wasMade = await made.DeleteAsync(key, host, context.RequestAborted);
        return wasSaved || wasMade
            ? Message($"Wiki cache for {named.Owner}/{named.Repository} ({language}) deleted successfully")
            : await RefuseAsync(context, StatusCodes.Status404NotFound, "Wiki cache not found");
    }

    private static async Task<IResult> ListAsync(HttpContext context, SavedWikiService shelf, MadeWikis made)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var target = new JsonTarget(bytes, indented: false);
        target.BeginArray();
        var saved = await shelf.ListAsync(RequestCaller.FindId(context), context.RequestAborted);
        var all = saved.Concat(await made.ListAsync(context.RequestAborted)).OrderByDescending(entry => entry.SavedAt).DistinctBy(entry => entry.Key);
        foreach (var entry in all)
        {
            Write(entry, target);
        }

        target.EndArray();
        return TypedResults.Bytes(bytes.WrittenMemory, "application/json");
    }

    private static void Write(WikiEntry entry, JsonTarget target)
    {
        var (type, owner, repository, language) = entry.Key;
        target.BeginObject();
        target.Name("id"u8);
        target.Text($"deepwiki_cache_{type}_{owner}_{repository}_{language}.json");
        target.Name("owner"u8);
        target.Text(owner);
        target.Name("repo"u8);
        target.Text(repository);
        target.Name("name"u8);
        target.Text($"{owner}/{repository}");
        target.Name("repo_type"u8);
        target.Text(type);
        target.Name("submittedAt"u8);
        target.Raw(System.Text.Encoding.ASCII.GetBytes(entry.SavedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        target.Name("language"u8);
        target.Text(language);
        target.EndObject();
    }

    private static (WikiKey Key, string? Host) KeyOf(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var (owner, repository, type) = (fields.RequiredName("owner"), fields.RequiredName("repo"), fields.RequiredName("repo_type"));
        var (language, host) = (fields.Required("language"), fields.OptionalText("host"));
        fields.ThrowIfFaulty();
        return (new WikiKey(type, owner, repository, language), host);
    }

    private static IResult Message(string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var target = new JsonTarget(bytes, indented: false);
        target.BeginObject();
        target.Name("message"u8);
        target.Text(text);
        target.EndObject();
        return TypedResults.Bytes(bytes.WrittenMemory, "application/json");
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, int status, string sentence)
    {
        await LegacyErrors.WriteAsync(context, status, sentence);
        return TypedResults.Empty;
    }
}
