using System.Text.RegularExpressions;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

internal sealed partial class RedisLauncher(HostSettings settings, ScratchFolders scratch) : ILauncher
{
    private const int OldestMajor = 7;

    private string? Program => settings.RedisProgram is { Length: > 0 } given ? given : Programs.Find("redis-server", "valkey-server");

    public bool Handles(IResource resource) => resource is RedisResource;

    public async Task<CheckRow?> CheckAsync(IResource resource, CancellationToken cancellationToken)
    {
        // Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=…
        var said = Program is { } program ? await Tool.TryReadAsync(program, "--version", cancellationToken) ?? "" : "";
        return VersionText().Match(said) is { Success: true } match && int.Parse(match.Groups["major"].Value) >= OldestMajor
            ? new CheckRow(resource.Name, match.Groups["version"].Value)
            : throw new PreflightException(PreflightCode.StoreMissing("Redis 7 or later"));
    }

    public Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var redis = (RedisResource)resource;
        var folder = scratch.Get(redis.Name);
        // On standard input, which keeps the password out of the list of processes.
        var configuration = $"""
            port {redis.PrimaryEndpoint.Port}
            bind 127.0.0.1 -::1
            save ""
            appendonly no
            dir {folder}
            {(redis.PasswordParameter is { } password ? $"requirepass {password.Resolve()}" : "")}

            """;
        return Task.FromResult(new LaunchPlan(Program ?? "redis-server", ["-"], folder, StoreEnvironment.Create()) { Input = configuration });
    }

    [GeneratedRegex(@"v=(?<version>(?<major>\d+)[\d.]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionText();
}
