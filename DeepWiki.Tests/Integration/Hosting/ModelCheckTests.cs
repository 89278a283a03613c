#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Integration.Hosting;

[Trait("Category", "Integration")]
public sealed class ModelCheckTests
{
    [Theory]
    [InlineData("right", null)]
    [InlineData("wrong", "DW1007 The model key was refused (401 from ")]
    public async Task A_refused_key_is_told(string key, string? complaint)
    {
        var token = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var provider = builder.Build();
        provider.MapGet("/v1/models", (HttpRequest request) => request.Headers.Authorization == "Bearer right" ? Results.Ok() : Results.Unauthorized());
        await provider.StartAsync(token);
        var address = provider.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient();

        var text = await ModelCheck.AskAsync(client, $"{address}/v1", key, token);

        Assert.Equal(complaint is not null, text is not null);
        Assert.StartsWith(complaint ?? "", text ?? "");
        Assert.DoesNotContain(key, text ?? "");
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_told_with_its_setting()
    {
        var folder = Directory.CreateTempSubdirectory("deepwiki-test-").FullName;
        using var ports = new PortAllocator(folder);
        using var client = new HttpClient();

        var text = await ModelCheck.AskAsync(client, $"http://user:secret@localhost:{ports.Allocate()}/v1", key: null, TestContext.Current.CancellationToken);

        Assert.StartsWith("DW1007 The model endpoint http://localhost:", text);
        Assert.Contains("OPENAI_BASE_URL", text);
        Assert.DoesNotContain("secret", text);
    }
}
#endif
