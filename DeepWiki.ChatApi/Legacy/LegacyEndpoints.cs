using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Legacy.Authorization;
using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.ChatApi.Legacy.Files;
using DeepWiki.ChatApi.Legacy.Models;
using DeepWiki.ChatApi.Legacy.Wikis;
using DeepWiki.ChatApi.Security;
using DeepWiki.ServiceDefaults.Health;

namespace DeepWiki.ChatApi.Legacy;

/// <summary>Routes of the original backend except the chat, with its paths, shapes and errors.</summary>
internal static class LegacyEndpoints
{
    public static IServiceCollection AddLegacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HealthResponseOptions>(options => options.Service = "deepwiki-api");
        services.AddOptions<BodyLimits>().Bind(configuration.GetSection(BodyLimits.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BodyCapacity>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<AuthorizationCode>();
        services.AddCatalog(configuration);
        services.AddFolders();
        services.AddWikis(configuration);
        return services;
    }

    public static void MapLegacy(this WebApplication app)
    {
        app.Use(UnknownRoutes.AnswerAsync);

        var routes = app.MapGroup("").AddEndpointFilter<LegacyFilter>().RefusesAsLegacy();
        routes.MapRoot();
        routes.MapCatalog();
        routes.MapAuthorization();
        routes.MapFolders();
        routes.MapWikis();
    }
}
