using DeepWiki.ChatApi.Search;
using DeepWiki.ChatApi.Sources;
using DeepWiki.ChatApi.Wikis;

namespace DeepWiki.ChatApi.Resources;

/// <summary>Our own resources: sources, search and wikis.</summary>
internal static class ResourceEndpoints
{
    public static IServiceCollection AddResources(this IServiceCollection services) => services.AddSources().AddSearch().AddWikiResources();

    public static void MapResources(this WebApplication app)
    {
        app.MapSources();
        app.MapSearch();
        app.MapWikiResources();
    }
}
