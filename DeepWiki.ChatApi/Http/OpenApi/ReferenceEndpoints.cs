using DeepWiki.ChatApi.Security;
using Microsoft.AspNetCore.OpenApi;

namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>The description of all HTTP routes: for programs as OpenAPI, for people as a page made of it.</summary>
internal static class ReferenceEndpoints
{
    private const string Document = "v1";

    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddOperationTransformer(DescribedRoutes.AddAsync);
        options.AddDocumentTransformer(Probes.AddAsync);
    });

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Needs(Access.Read);
        app.MapGet("/openapi.json", () => TypedResults.LocalRedirect("~/openapi/v1.json")).ExcludeFromDescription();
        app.MapGet("/api-reference", GetPageAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> GetPageAsync(HttpContext context, [FromKeyedServices(Document)] IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync(context.RequestAborted);
        context.Response.Headers.ContentSecurityPolicy = ReferencePage.Policy;
        return TypedResults.Content(ReferencePage.Write(document), "text/html; charset=utf-8");
    }
}
