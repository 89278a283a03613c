using DeepWiki.ChatApi.Catalogue;
using DeepWiki.ChatApi.Errors;
using DeepWiki.ChatApi.Folders;
using DeepWiki.ChatApi.Requests;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.ServiceDefaults.Health;

namespace DeepWiki.ChatApi.Original;

/// <summary>Everything but the chat that clients of the original backend ask for, with its paths, shapes and errors.</summary>
internal static class OriginalEndpoints
{
    public static IServiceCollection AddOriginal(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HealthResponseOptions>(options => options.Service = "deepwiki-api");
        services.AddOptions<BodyLimits>().Bind(configuration.GetSection(BodyLimits.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BodyCapacity>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<AuthorizationCode>();
        services.AddCatalogue(configuration);
        services.AddFolders();
        services.AddWikis(configuration);
        return services;
    }

    public static void MapOriginal(this WebApplication app)
    {
        app.Use(UnknownRoutes.AnswerAsync);

        var routes = app.MapGroup("").AddEndpointFilter<OriginalFilter>().RefusesAsOriginal();
        routes.MapRoot();
        routes.MapCatalogue();
        routes.MapAuthorization();
        routes.MapFolders();
        routes.MapWikis();
    }
}
