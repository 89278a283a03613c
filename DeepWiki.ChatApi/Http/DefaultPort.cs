using System.Globalization;
using System.Net;

namespace DeepWiki.ChatApi.Http;

/// <summary>Default address of the service when nothing else sets one: the port that clients of the original call, for this machine alone.</summary>
internal static class DefaultPort
{
    public const string Variable = "PORT";

    private const int Port = 8001;

    public static void ListenOnDefaultPort(this WebApplicationBuilder builder)
    {
        if (!IsConfigured(builder.Configuration))
        {
            builder.WebHost.UseUrls($"http://localhost:{Read(builder.Configuration[Variable])}");
        }
    }

    private static int Read(string? port) =>
        string.IsNullOrEmpty(port) ? Port
        : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > IPEndPoint.MinPort and <= IPEndPoint.MaxPort
            ? number
        : throw new InvalidOperationException($"{Variable} must be the number of a port, from 1 to {IPEndPoint.MaxPort}.");

    private static bool IsConfigured(IConfiguration configuration) =>
        new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }.Any(key =>
            !string.IsNullOrEmpty(configuration[key])
        ) || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
