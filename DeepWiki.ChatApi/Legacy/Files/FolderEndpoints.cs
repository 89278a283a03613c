using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Legacy.Files;

/// <summary>The files of a local repository, from which clients of the original plan a wiki.</summary>
internal static class FolderEndpoints
{
    private const string Error = "error";

    public static IServiceCollection AddFolders(this IServiceCollection services) => services.AddSingleton<FolderOutline>();

    public static void MapFolders(this IEndpointRouteBuilder routes) =>
        // What lies on this machine is for those who may have it indexed.
        routes.MapGet("/local_repo/structure", GetAsync).Needs(Access.Work).WithMetadata(new LegacyFailure("Error processing local repository:", Error))
            .DescribedAs(LegacyDescriptions.Folder).Produces<FolderBody>();

    private static async Task<IResult> GetAsync(HttpContext context, FolderOutline outline)
    {
        if (new QueryFields(context.Request.Query).Optional("path") is not { Length: > 0 } path)
        {
            const string NoPath = "No path provided. Please provide a 'path' query parameter.";
            await LegacyErrors.WriteAsync(context, StatusCodes.Status400BadRequest, NoPath, Error);
            return TypedResults.Empty;
        }

        try
        {
            return TypedResults.Bytes(await outline.ReadAsync(path, context.RequestAborted), "application/json");
        }
        catch (DeepWikiException error) when (error.Code is ErrorCode.DirectoryNotFound or ErrorCode.RepositoryInvalid)
        {
            await LegacyErrors.WriteAsync(context, StatusCodes.Status404NotFound, $"Directory not found: {path}", Error);
        }
        catch (DeepWikiException error)
        {
            await LegacyErrors.WriteAsync(context, StatusCodes.Status500InternalServerError, $"Error processing local repository: {error.Message}", Error);
        }

        return TypedResults.Empty;
    }
}
