using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var secret = password?.Resource ?? GeneratedPassword.Parameter(builder, $"{name}-password", special: "");
        var server = new RedisResource(name) { PasswordParameter = secret };
        builder.Services.AddStoreCheck(name, (check, token) => check.RedisAsync(server, token));
        return builder.AddResource(server)
            .WithAnnotation(new ImageAnnotation("redis", Tag: null))
            .WithAnnotation(new EndpointAnnotation("tcp", "redis") { Port = port })
            .WithHealthCheck($"{name}_check");
    }
}
