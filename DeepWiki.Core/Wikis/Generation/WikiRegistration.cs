using DeepWiki.Core.Answering;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Registers planners and writers of wikis; needs <c>AddAnswering</c> and what that needs.</summary>
public static class WikiRegistration
{
    public static IServiceCollection AddWikiGeneration(this IServiceCollection services)
    {
        services.AddSingleton<SteeredOutline>();
        services.AddSingleton<ModelOutline>();
        services.AddSingleton<RefreshPlanner>();

        // Public for the services that use them, of parts that are Core's own.
        services.AddSingleton(provider => new WikiPlanner(
            provider.GetRequiredService<IndexContents>(),
            provider.GetRequiredService<SteeredOutline>(),
            provider.GetRequiredService<ModelOutline>(),
            provider.GetRequiredService<RefreshPlanner>()));
        services.AddSingleton(provider => new WikiPageWriter(
            provider.GetRequiredService<AnswerService>(), provider.GetRequiredService<IndexContents>(), provider.GetRequiredService<ModelPrices>()));
        services.AddCitationSurvival();
        services.AddSingleton(provider => new PageMover(
            provider.GetRequiredService<IndexContents>(), provider.GetRequiredService<PageVersionStore>()));
        return services;
    }

    /// <summary>Adds the service that readers of wikis need besides the stores.</summary>
    public static IServiceCollection AddCitationSurvival(this IServiceCollection services) =>
        services.AddSingleton(provider => new CitationSurvival(provider.GetRequiredService<IndexContents>()));
}
