#if !USE_ASPIRE
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Aspire.Hosting;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>Who may see the dashboard: a browser on this machine that was given the token.</summary>
[Trait("Category", "Integration")]
public sealed class DashboardAccessTests : IAsyncLifetime
{
    private readonly DistributedApplication app = HostingTestBed.Build(["--ports", "auto", "--DeepWiki:Ephemeral=true"], _ => { }, hasDashboard: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Uri Address => new(Server.Address!); // It runs.

    private DashboardServer Server => app.Services.GetRequiredService<DashboardServer>();

    private string BrowserToken => new Uri(Server.LoginAddress!).Query["?t=".Length..]; // It runs.

    public async ValueTask InitializeAsync() => await app.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/assets/app.js")]
    [InlineData("/api/resources")]
    [InlineData("/api/resources/x/environment")]
    [InlineData("/api/console/x")]
    [InlineData("/api/console/x/file")]
    [InlineData("/api/logs")]
    [InlineData("/api/traces")]
    [InlineData("/api/traces/00000000000000000000000000000001")]
    [InlineData("/api/streams")]
    [InlineData("/api/jobs")]
    [InlineData("/api/metrics")]
    [InlineData("/api/events")]
    [InlineData("/no/such/page")]
    public async Task Without_the_cookie_everything_is_refused(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/assets/login.js")]
    [InlineData("/assets/style.css")]
    [InlineData("/assets/tokens.css")]
    [InlineData("/assets/icon.svg")]
    public async Task The_login_page_and_what_it_needs_are_for_everybody(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_person_without_the_cookie_gets_the_login_page()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/", request => request.Headers.Add("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("id=\"token\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_buys_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using var answer = await LoginAsync(BrowserToken);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith($"deepwiki-dashboard-{Address.Port}=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(BrowserToken, cookie, StringComparison.Ordinal);
        using var page = await SendAsync(HttpMethod.Get, "/", request => request.Headers.Add("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_cookie_of_another_value_or_another_port_opens_nothing()
    {
        using var login = await LoginAsync(BrowserToken);
        var right = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        string[] cookies = [$"deepwiki-dashboard-{Address.Port}=", $"deepwiki-dashboard-{Address.Port}={BrowserToken}", right[..^1], right.Replace($"-{Address.Port}=", "-1=")];

        foreach (var cookie in cookies)
        {
            using var answer = await SendAsync(HttpMethod.Get, "/api/resources", request => request.Headers.Add("Cookie", cookie));

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/api/resources", "same-origin", "cors", HttpStatusCode.Unauthorized)]
    [InlineData("/api/resources", "same-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("/api/events", "cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("/api/resources", "same-site", "navigate", HttpStatusCode.Forbidden)]
    [InlineData("/login", "cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("/login", "cross-site", "navigate", HttpStatusCode.OK)]
    [InlineData("/login", "none", "navigate", HttpStatusCode.OK)]
    public async Task A_page_on_another_port_can_only_be_left_for_the_login(string path, string site, string mode, HttpStatusCode status)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, request =>
        {
            request.Headers.Add("Sec-Fetch-Site", site);
            request.Headers.Add("Sec-Fetch-Mode", mode);
        });

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Another_token_buys_nothing(string token)
    {
        using var answer = await LoginAsync(token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", true)]
    [InlineData("localhost", false)]
    public async Task A_foreign_host_is_refused_before_anything_else(string host, bool withPort)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/login", request => request.Headers.Host = withPort ? $"{host}:{Address.Port}" : host);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Every_local_name_is_known(string host)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/login", request => request.Headers.Host = $"{host}:{Address.Port}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("http://localhost:1", "application/json")]
    [InlineData(null, "application/json")]
    [InlineData("self", "text/plain")]
    public async Task A_page_of_another_origin_cannot_post(string? origin, string type)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/validatetoken", request =>
        {
            request.Content = new StringContent($"{{\"token\":\"{BrowserToken}\"}}", Encoding.UTF8, type);
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin == "self" ? Address.GetLeftPart(UriPartial.Authority) : origin);
            }
        });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/api/resources")]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_copies(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task Too_large_a_body_is_refused()
    {
        using var answer = await LoginAsync(new string('x', 100_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_replaced()
    {
        using var allocator = new PortAllocator(PortAllocator.DefaultFolder);
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, allocator.Allocate());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var other = HostingTestBed.Build(
            ["--DeepWiki:Ephemeral=true", "--DeepWiki:Ports=", $"--ASPNETCORE_URLS=http://localhost:{port}", $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:{port}"],
            _ => { },
            hasDashboard: true);

        await other.StartAsync(Token);
        var server = other.Services.GetRequiredService<DashboardServer>();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(new Uri(server.Address!), "/login"), Token); // It runs.
        var receiver = new Uri(other.Services.GetRequiredService<TelemetryTarget>().Address!); // It runs.
        await other.StopAsync(Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(port, answer.RequestMessage!.RequestUri!.Port); // It was sent.
        Assert.NotEqual(port, receiver.Port);
    }

    [Fact]
    public async Task An_address_without_a_port_of_its_own_means_any_and_a_token_is_written_as_addresses_are()
    {
        await using var other = HostingTestBed.Build(
            ["--DeepWiki:Ephemeral=true", "--DeepWiki:Ports=", "--ASPNETCORE_URLS=http://localhost:0", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:0",
             "--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN=a+b&c"],
            _ => { },
            hasDashboard: true);

        await other.StartAsync(Token);
        var login = other.Services.GetRequiredService<DashboardServer>().LoginAddress;
        await other.StopAsync(Token);

        Assert.EndsWith("/login?t=a%2Bb%26c", login, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> LoginAsync(string token) => await SendAsync(HttpMethod.Post, "/api/validatetoken", request =>
    {
        request.Content = JsonContent.Create(new { token });
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
    });

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        change?.Invoke(request);
        return await http.SendAsync(request, Token);
    }
}
#endif
