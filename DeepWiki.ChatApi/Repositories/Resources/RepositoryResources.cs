using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Browsing;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Repositories: looked at before use, described, and browsed as they are indexed.</summary>
internal static class RepositoryResources
{
    private const int MaxBody = 1 << 16;

    public static IServiceCollection AddRepositoryResources(this IServiceCollection services) =>
        services.AddSingleton<RepositoryChecker>().AddSingleton<CheckLimiter>();

    public static void MapRepositoryResources(this WebApplication app)
    {
        app.MapGet("/api/repositories/check", CheckAsync).Needs(Access.Work).DescribedAs(RepositoryDescriptions.Check).Produces<CheckView>();
        app.MapPost("/api/repositories/check", CheckWithTokenAsync).Needs(Access.Work).DescribedAs(RepositoryDescriptions.CheckWithToken)
            .Produces<CheckView>();
        app.MapGet("/api/repositories/{id}", GetAsync).DescribedAs(RepositoryDescriptions.Get).Produces<RepositoryView>();
        app.MapGet("/api/repositories/{id}/refs", ListReferencesAsync).DescribedAs(RepositoryDescriptions.References).Produces<ReferencesView>();
        app.MapGet("/api/repositories/{id}/tree", GetFolderAsync).DescribedAs(RepositoryDescriptions.Folder).Produces<FolderView>()
            .Produces(StatusCodes.Status304NotModified);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, RepositoryChecker checker, CheckLimiter limiter)
    {
        limiter.Enter(context);
        var query = context.Request.Query;
        var body = new CheckBody { Url = query["url"].ToString(), Type = query["type"], Token = context.Request.Headers[RepositoryToken.Header] };
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(await checker.CheckAsync(body, context.RequestAborted));
    }

    private static async Task<IResult> CheckWithTokenAsync(HttpContext context, BodyReader bodies, RepositoryChecker checker, CheckLimiter limiter)
    {
        limiter.Enter(context);
        using var json = await bodies.ReadAsync(context, MaxBody);
        return Json(await checker.CheckAsync(json.Read<CheckBody>(), context.RequestAborted));
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, ReadableRepositories readable, RepositoryAccess access, ReferenceLister references, FolderStore folders)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        var (repository, address) = await readable.OpenAsync(id, token, context.RequestAborted);
        string? head = null, branch = null;
        try
        {
            (_, head) = await access.ProveAsync(address, null, token, context.RequestAborted);
            branch = (await references.ListAsync(address, token, context.RequestAborted)).DefaultBranch;
        }
        catch (DeepWikiException error) when (error.Code != ErrorCode.Internal)
        {
            // What was made of it can be read all the same.
        }

        var indexes = await folders.ListIndexesAsync(repository.Id, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(new RepositoryView(
            repository.PublicId, address.Name, address.ToString(), repository.Host, repository.Kind.ToString().ToLowerInvariant(), branch, head,
            [
                .. indexes.Select(index => new IndexView(
                    index.Ref.Length == 0 ? null : index.Ref, index.Commit, index.Files, index.Chunks, index.Embedding, index.CreatedAt)),
            ]));
    }

    private static async Task<IResult> ListReferencesAsync(HttpContext context, string id, RepositoryLookup lookup, ReferenceLister references)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        var (_, address) = await lookup.OpenAsync(id, token, context.RequestAborted);
        var list = await references.ListAsync(address, token, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(new ReferencesView(
            list.DefaultBranch, [.. list.Branches.Select(branch => new ReferenceView(branch.Name, branch.Commit))],
            [.. list.Tags.Select(tag => new ReferenceView(tag.Name, tag.Commit))]));
    }

    private static async Task<IResult> GetFolderAsync(HttpContext context, string id, RepositoryLookup lookup, FolderStore folders)
    {
        var query = FolderQuery.Parse(context.Request.Query);
        var token = RepositoryToken.Parse(context.Request.Headers);
        var (repository, address) = await lookup.OpenAsync(id, token, context.RequestAborted);
        var folder = await folders.FindAsync(repository.Id, query.Commit, query.Path, context.RequestAborted)
            ?? throw new DeepWikiException(ErrorCode.NotFound, "No index of this repository is of that commit.");
        await lookup.ProveAsync(repository, address, folder.Ref, token, context.RequestAborted);
        return folder.Entries.Count == 0
            ? throw new DeepWikiException(ErrorCode.NotFound, "No index of this repository holds that folder at that commit.")
            : EntityTag.Answer(context, $"{folder.Commit} {query.Path} {folder.Entries.Count}", () => Json(
                new FolderView(folder.Commit, query.Path, [.. folder.Entries.Select(View)])));
    }

    private static FolderEntryView View(FolderEntry entry) => entry.IsFolder
        ? new FolderEntryView(entry.Name, "folder", entry.Files, null, null, Indexed: true, null)
        : new FolderEntryView(
            entry.Name, "file", null, entry.Lines, FileKinds.LanguageOf(entry.Name), entry.Skip is null,
            entry.Skip);

    private static IResult Json<T>(T value) => TypedResults.Json(value, RepositoryResponse.Json);
}
