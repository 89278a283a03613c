#if !USE_ASPIRE
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Fakes.Hosting;

/// <summary>Talks to a dashboard as its page does, after the login that its printed address allows.</summary>
internal sealed class DashboardBrowser : IDisposable
{
    private readonly HttpClient http;

    private DashboardBrowser(HttpClient http) => this.http = http;

    public Uri Address => http.BaseAddress!; // Given at its making.

    public static async Task<DashboardBrowser> LoginAsync(DistributedApplication app, CancellationToken cancellationToken)
    {
        var login = new Uri(app.Services.GetRequiredService<DashboardServer>().LoginAddress!); // The dashboard runs.
        var browser = new DashboardBrowser(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(login, "/") });
        using var answer = await browser.PostAsync("/api/validatetoken", JsonSerializer.Serialize(new { token = login.Query["?t=".Length..] }), cancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return browser;
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) => http.GetStringAsync(path, cancellationToken);

    public async Task<StreamReader> OpenAsync(string path, CancellationToken cancellationToken) => new(await http.GetStreamAsync(path, cancellationToken));

    public async Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Asks until the answer is as it should be.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isReached, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var answer = await GetAsync(path, patience.Token);
        while (!isReached(answer))
        {
            await timer.WaitForNextTickAsync(patience.Token);
            answer = await GetAsync(path, patience.Token);
        }

        return answer;
    }

    public async Task<JsonElement> ResourceAsync(string name, Func<JsonElement, bool> isReached, CancellationToken cancellationToken)
    {
        var all = await UntilAsync("/api/resources", answer => isReached(Find(answer, name)), cancellationToken);
        return Find(all, name);
    }

    public void Dispose() => http.Dispose();

    private static JsonElement Find(JsonElement all, string name) =>
        all.GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == name);
}
#endif
