using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    private const int ContainerPort = 6379;

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var secret = password?.Resource ?? GeneratedPassword.Parameter(builder, $"{name}-password", special: "");
        var server = new RedisResource(name) { PasswordParameter = secret, Entrypoint = "/bin/sh" };
        builder.Services.AddStoreCheck(name, (check, token) => check.RedisAsync(server, token));
        return builder.AddResource(server)
            .WithAnnotation(new ImageAnnotation("redis", Tag: "8.6"))
            .WithAnnotation(new EndpointAnnotation("tcp", "redis") { Port = port, PublicPort = port, TargetPort = ContainerPort })
            // The shell, because azd refuses arguments that hold a secret.
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = secret)
            .WithArgs("-c", "redis-server --requirepass $REDIS_PASSWORD")
            .WithHealthCheck($"{name}_check");
    }
}
