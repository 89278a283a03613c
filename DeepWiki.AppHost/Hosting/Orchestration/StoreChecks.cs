using System.Net.Sockets;
using System.Text;
using DeepWiki.AppHost.Hosting.Launchers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Asks resources whether they work.</summary>
internal sealed class StoreChecks(IHttpClientFactory clients, PostgresClient postgres)
{
    private const int ReasonLength = 200;

    public async Task<HealthCheckResult> PostgresAsync(PostgresServerResource server, string database)
    {
        var (succeeded, text) = await postgres.ExecuteAsync(server, database, "SELECT 1");
        return succeeded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(text);
    }

    public async Task<HealthCheckResult> RedisAsync(RedisResource server)
    {
        try
        {
            using var client = new TcpClient();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await client.ConnectAsync("localhost", server.PrimaryEndpoint.Port, patience.Token);
            await using var stream = client.GetStream();
            var login = server.PasswordParameter is { } password ? $"AUTH {password.Resolve()}\r\n" : "";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{login}PING\r\nQUIT\r\n"), patience.Token);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(patience.Token);
            return answer.Contains("+PONG") ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(answer.Trim());
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }

    public async Task<HealthCheckResult> HttpAsync(EndpointReference endpoint, string path, int status)
    {
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = TimeSpan.FromSeconds(5);
            using var response = await client.GetAsync(new Uri(new Uri(endpoint.Url), path));
            if ((int)response.StatusCode == status)
            {
                return HealthCheckResult.Healthy();
            }

            var body = await response.Content.ReadAsStringAsync();
            return HealthCheckResult.Unhealthy($"{(int)response.StatusCode} {body[..Math.Min(body.Length, ReasonLength)]}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
