using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

internal sealed class RedisLauncher(HostSettings settings) : ILauncher
{
    public bool Handles(IResource resource) => resource is RedisResource;

    public void Prepare(IResource resource) => Find();

    public Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var redis = (RedisResource)resource;
        var folder = Directory.CreateTempSubdirectory("deepwiki-redis-").FullName;
        // On standard input, which keeps the password out of the list of processes.
        var configuration = $"""
            port {redis.PrimaryEndpoint.Port}
            bind 127.0.0.1 -::1
            save ""
            appendonly no
            dir {folder}
            {(redis.PasswordParameter is { } password ? $"requirepass {password.Resolve()}" : "")}

            """;
        return Task.FromResult(new LaunchPlan(Find(), ["-"], folder, StoreEnvironment.Create()) { Input = configuration, TemporaryFolder = folder });
    }

    private string Find() => settings.RedisProgram is { Length: > 0 } given ? given
        : Programs.Find("redis-server", "valkey-server") ?? throw new PreflightException(PreflightCode.StoreMissing("Redis 7 or later"));
}
