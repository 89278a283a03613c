using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Caching;

/// <summary>Registers the caches over the <c>IConnectionMultiplexer</c> that the host registered.</summary>
public static class CachingServices
{
    public static IServiceCollection AddCaching(this IServiceCollection services)
    {
        services.AddSingleton<RedisStore>();
        services.AddSingleton<MetadataCache>();
        services.AddSingleton<HeadCache>();
        services.AddSingleton<SealedCredentialStore>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<AskLog>();
        services.AddSingleton<AskLeases>();
        services.AddSingleton<ProviderThrottle>();
        services.AddSingleton<DeliveryLog>();
        return services;
    }
}
