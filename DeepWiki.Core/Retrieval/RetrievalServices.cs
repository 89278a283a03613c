using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Retrieval;

public static class RetrievalServices
{
    public static IServiceCollection AddRetrieval(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetrievalOptions>().Bind(configuration.GetSection(RetrievalOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListSearch>();
        services.AddSingleton<HitReader>();
        services.AddSingleton<Retriever>();
        return services;
    }
}
