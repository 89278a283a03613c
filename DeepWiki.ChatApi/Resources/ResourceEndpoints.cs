using DeepWiki.ChatApi.Jobs;
using DeepWiki.ChatApi.Repositories.Resources;
using DeepWiki.ChatApi.Search;
using DeepWiki.ChatApi.Sources;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.ChatApi.Wikis.Events;
using DeepWiki.ChatApi.Wikis.Exports;

namespace DeepWiki.ChatApi.Resources;

/// <summary>Our own resources: repositories, sources, search, wikis and jobs.</summary>
internal static class ResourceEndpoints
{
    public static IServiceCollection AddResources(this IServiceCollection services) =>
        services.AddRepositoryResources().AddSources().AddSearch().AddWikiResources().AddWikiExports().AddWikiEvents().AddJobs();

    public static void MapResources(this WebApplication app)
    {
        app.MapRepositoryResources();
        app.MapSources();
        app.MapSearch();
        app.MapWikiResources();
        app.MapWikiExports();
        app.MapWikiEvents();
        app.MapJobs();
    }
}
