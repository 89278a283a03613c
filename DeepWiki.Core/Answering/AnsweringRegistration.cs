using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Answering.Research;
using DeepWiki.Core.Answering.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Answering;

/// <summary>Registers what writes answers; needs <c>AddProviders</c>, <c>AddStorage</c> and <c>AddRetrieval</c> beside it.</summary>
public static class AnsweringRegistration
{
    /// <summary>Adds the <see cref="AnswerService"/> and the <see cref="RepositoryLookups"/> behind the functions that models call.</summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddSingleton<PageFiles>();
        services.AddSingleton<QuestionHandler>();
        services.AddSingleton<ResearchHandler>();
        services.AddSingleton<OutlineHandler>();
        services.AddSingleton<PageHandler>();
        services.AddSingleton<IntentHandlers>();
        services.AddSingleton<ModelAnswerGenerator>();
        services.AddSingleton<ExtractiveAnswerGenerator>();

        // By hand, as the container calls only public constructors, and one here would make all that writes answers public.
        services.AddSingleton(provider => new AnswerService(
            provider.GetRequiredService<IntentHandlers>(),
            provider.GetRequiredService<ModelAnswerGenerator>(),
            provider.GetRequiredService<ExtractiveAnswerGenerator>(),
            provider.GetRequiredService<DeepResearch>()));
        services.AddSingleton<RepositoryLookups>();
        services.AddSingleton<KernelFactory>();
        services.AddSingleton<ToolSupport>();
        services.AddSingleton(provider =>
        {
            // Opened with the first question: what answers without a model needs no store.
            var lookups = new Lazy<RepositoryLookups>(provider.GetRequiredService<RepositoryLookups>);
            return new AnswerTools(
                provider.GetRequiredService<KernelFactory>(),
                provider.GetRequiredService<ToolSupport>(),
                index => lookups.Value.Open(index, LookupBounds.Answer));
        });
        services.AddSingleton<ModelWriter>();
        services.AddSingleton<AspectFinder>();
        services.AddSingleton<ResearchPlanner>();
        services.AddSingleton<ModelResearch>();
        services.AddSingleton<IndexResearch>();
        services.AddSingleton<DeepResearch>();
        return services;
    }
}
