using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Says which model will answer and, once after the start, whether it is there.</summary>
internal sealed class ModelCheck(
    DistributedApplicationModel model, IHttpClientFactory clients, IHostApplicationLifetime lifetime, FirstRunOutput output) : BackgroundService
{
    private const string UsualAddress = "https://api.openai.com/v1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IEnumerable<CheckRow> Row(DistributedApplicationModel model)
    {
        if (Value(model, "model-provider") is not { } provider)
        {
            return [];
        }

        var (address, key) = Endpoint(model);
        return provider is not ("auto" or "local" or "") ? [new CheckRow("model", provider)]
            : provider != "local" && (key is not null || address != UsualAddress) ? [new CheckRow("model", "openai", Shown(address))]
            : [new CheckRow("model", "local", "answers quote sources; for a model set OPENAI_API_KEY, or:",
                "dotnet user-secrets set Parameters:model-api-key <key> --project DeepWiki.AppHost")];
    }

    // Null: there is nothing to complain about.
    internal static async Task<string?> AskAsync(HttpClient client, string address, string? key, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{address.TrimEnd('/')}/models");
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? PreflightCode.KeyRefused(Shown(address), (int)response.StatusCode)
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or UriFormatException or FormatException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return PreflightCode.EndpointUnreachable(Shown(address), exception.InnerException?.Message ?? exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (address, key) = Endpoint(model);
        if (key is null && address == UsualAddress)
        {
            return;
        }

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var client = clients.CreateClient();
        client.Timeout = Patience;
        if (await AskAsync(client, address, key, stoppingToken) is { } complaint)
        {
            output.ShowNotice(complaint);
        }
    }

    private static (string Address, string? Key) Endpoint(DistributedApplicationModel model) =>
        (Value(model, "model-base-url") ?? UsualAddress, Value(model, "model-api-key") is { Length: > 0 } key and not "none" ? key : null);

    private static string? Value(DistributedApplicationModel model, string name) =>
        model.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == name)?.Resolve();

    // A user name or a query may hold a secret.
    private static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "(not an address)";
}
