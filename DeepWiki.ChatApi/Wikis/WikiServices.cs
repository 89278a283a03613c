using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Wikis that the service makes, as resources.</summary>
internal static class WikiServices
{
    public static IServiceCollection AddWikiResources(this IServiceCollection services)
    {
        services.AddCitationSurvival();
        services.AddSingleton<WikiAccess>();
        services.AddSingleton<WikiOrders>();
        services.AddSingleton<WikiStarterStores>();
        services.AddSingleton<WikiStarter>();
        services.AddSingleton<WikiViews>();
        services.AddSingleton<WikiReader>();
        services.AddSingleton<WikiChanges>();
        services.AddSingleton<WikiDistanceReader>();
        return services;
    }

    public static void MapWikiResources(this WebApplication app)
    {
        app.MapWikiList();
        app.MapWikiPages();
    }
}
