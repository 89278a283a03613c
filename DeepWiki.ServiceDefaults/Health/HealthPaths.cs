using Microsoft.AspNetCore.Http;

namespace DeepWiki.ServiceDefaults.Health;

/// <summary>Paths that probes call: an orchestrator does so every few seconds.</summary>
internal static class HealthPaths
{
    public const string Health = "/health";
    public const string Alive = "/alive";

    public static bool IsProbe(HttpRequest request) => request.Path.Value is Health or Alive;
}
