using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeepWiki.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.Tests.ServiceDefaults;

[Trait("Category", "Integration")]
public sealed class DefaultEndpointsTests
{
    [Theory]
    [InlineData("/health", "Production", HttpStatusCode.ServiceUnavailable, "unhealthy", false)]
    [InlineData("/health", "Development", HttpStatusCode.ServiceUnavailable, "unhealthy", true)]
    [InlineData("/alive", "Production", HttpStatusCode.OK, "healthy", false)]
    public async Task Says_how_the_service_is(string path, string environment, HttpStatusCode code, string status, bool hasReasons)
    {
        var token = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults();
        builder.Services.Configure<HealthResponseOptions>(options => options.Service = "deepwiki-test");
        builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy("it is away"));
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(token);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        using var response = await client.GetAsync(path, token);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(token);

        Assert.Equal(code, response.StatusCode);
        Assert.Equal(status, body.GetProperty("status").GetString());
        Assert.Equal("deepwiki-test", body.GetProperty("service").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", body.GetProperty("timestamp").GetString());
        Assert.Equal(hasReasons, body.TryGetProperty("checks", out var checks) && checks.GetProperty("store").GetString() == "it is away");
    }
}
