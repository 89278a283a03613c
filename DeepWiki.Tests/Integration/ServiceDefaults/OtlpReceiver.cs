using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Integration.ServiceDefaults;

/// <summary>Takes what an OTLP exporter posts and keeps it as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentBag<(string Path, string ContentType, string Key, string Body)> Posts { get; } = [];

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var server = builder.Build();
        var receiver = new OtlpReceiver(server);
        server.MapPost("/v1/{signal}", receiver.TakeAsync);
        await server.StartAsync(cancellationToken);
        return receiver;
    }

    // Protobuf keeps text as it is, so that names can be looked for without a reader.
    public string Text(string path) => string.Concat(Posts.Where(post => post.Path == path).Select(post => post.Body));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        Posts.Add((request.Path.Value!, request.ContentType ?? "", request.Headers["x-otlp-api-key"].ToString(), text));
        return Results.Bytes([], "application/x-protobuf");
    }
}
