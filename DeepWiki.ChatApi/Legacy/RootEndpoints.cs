using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Legacy.OpenApi;
namespace DeepWiki.ChatApi.Legacy;

/// <summary>The listing at <c>/</c>: the routes of the original, sockets and our own resources left out.</summary>
internal static class RootEndpoints
{
    private const string Listing =
        """{"message":"Welcome to Streaming API","version":"1.0.0","endpoints":{"""
        + """
        "Lang":["GET /lang/config"],"Auth":["GET /auth/status","POST /auth/validate"],"Models":["GET /models/config"],"Export":["POST /export/wiki"],
        "Local_repo":["GET /local_repo/structure"],"Chat":["POST /chat/completions/stream"],
        "Api":["DELETE /api/wiki_cache","GET /api/processed_projects","GET /api/wiki_cache","POST /api/wiki_cache"],
        "Health":["GET /health"],"Root":["GET /"]}}
        """;

    private static readonly string Text = Listing.ReplaceLineEndings("");

    public static void MapRoot(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", IResult () => TypedResults.Text(Text, "application/json")).DescribedAs(LegacyDescriptions.Root).Produces<ListingBody>();
}
