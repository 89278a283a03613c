using System.Text;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Sends requests as clients of the original do.</summary>
internal static class RestClient
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<RestReply> GetAsync(this ChatServer server, string path, params IEnumerable<(string Name, string Value)> headers) =>
        server.SendAsync("GET", path, null, headers);

    public static Task<RestReply> DeleteAsync(this ChatServer server, string path, params IEnumerable<(string Name, string Value)> headers) =>
        server.SendAsync("DELETE", path, null, headers);

    public static Task<RestReply> PostJsonAsync(this ChatServer server, string path, string body, params IEnumerable<(string Name, string Value)> headers) =>
        server.SendAsync("POST", path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public static async Task<RestReply> SendAsync(
        this ChatServer server, string method, string path, HttpContent? content, params IEnumerable<(string Name, string Value)> headers)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Token);
        var all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new RestReply((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token), all);
    }
}
