using System.Net.Sockets;
using System.Text;
using DeepWiki.AppHost.Hosting.Launchers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Asks resources whether they work.</summary>
internal sealed class StoreChecks(IHttpClientFactory clients, PostgresClient postgres)
{
    private const int ReasonLength = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> PostgresAsync(PostgresServerResource server, string database, CancellationToken cancellationToken)
    {
        var (succeeded, text) = await postgres.ExecuteAsync(server, database, "SELECT 1", cancellationToken);
        return succeeded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(text);
    }

    public async Task<HealthCheckResult> RedisAsync(RedisResource server, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
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

    public async Task<HealthCheckResult> HttpAsync(EndpointReference endpoint, string path, int status, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = Patience;
            using var response = await client.GetAsync(new Uri(new Uri(endpoint.Url), path), cancellationToken);
            if ((int)response.StatusCode == status)
            {
                return HealthCheckResult.Healthy();
            }

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return HealthCheckResult.Unhealthy($"{(int)response.StatusCode} {body[..Math.Min(body.Length, ReasonLength)]}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
