using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace DeepWiki.ServiceDefaults.Clients;

/// <summary>Connects beside the start of the service, so that a slow Redis does not hold it up.</summary>
internal sealed class RedisActivation(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        services.GetRequiredService<IConnectionMultiplexer>();
        return Task.CompletedTask;
    }
}
