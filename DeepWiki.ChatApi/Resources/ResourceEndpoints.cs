using DeepWiki.ChatApi.Asks;
using DeepWiki.ChatApi.Asks.Sockets;
using DeepWiki.ChatApi.Asks.Streams;
using DeepWiki.ChatApi.Conversations;
using DeepWiki.ChatApi.Feedback;
using DeepWiki.ChatApi.Jobs;
using DeepWiki.ChatApi.Models;
using DeepWiki.ChatApi.Repositories.Resources;
using DeepWiki.ChatApi.Search;
using DeepWiki.ChatApi.Sources;
using DeepWiki.ChatApi.Webhooks;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.ChatApi.Wikis.Events;
using DeepWiki.ChatApi.Wikis.Exports;
using DeepWiki.ChatApi.Wikis.Search;

namespace DeepWiki.ChatApi.Resources;

/// <summary>Our own resources: repositories, sources, search, wikis, jobs, webhooks, feedback and models.</summary>
internal static class ResourceEndpoints
{
    public static IServiceCollection AddResources(this IServiceCollection services, IConfiguration configuration) =>
        services.AddRepositoryResources().AddSources().AddSearch().AddWikiResources().AddWikiExports().AddWikiEvents().AddJobs()
            .AddWebhooks(configuration).AddFeedback().AddAskCore().AddTypedSocket().AddAskStreams().AddConversations();

    public static void MapResources(this WebApplication app)
    {
        app.MapRepositoryResources();
        app.MapSources();
        app.MapSearch();
        app.MapWikiResources();
        app.MapWikiExports();
        app.MapWikiEvents();
        app.MapWikiSearch();
        app.MapJobs();
        app.MapActivity();
        app.MapWebhooks();
        app.MapFeedback();
        app.MapAsks();
        app.MapConversations();
        app.MapModels();
    }
}
