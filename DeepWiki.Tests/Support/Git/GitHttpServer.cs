using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Support.Git;

/// <summary>
/// A real Git host on a free loopback port: <c>git http-backend</c> over a folder of bare repositories. It can ask for a token, record
/// what it is asked, and misbehave on order. Requests about the fault are let go when the server is disposed.
/// </summary>
internal sealed class GitHttpServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource faultReached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GitHttpServer(WebApplication application, string root)
    {
        this.application = application;
        Root = root;
    }

    /// <summary>The folder of bare repositories; <c>owner/name.git</c> below it is <c>/owner/name</c> and <c>/owner/name.git</c>.</summary>
    public string Root { get; }

    public int Port { get; private set; }

    /// <summary>As it stands in <c>Repositories:AllowedHosts</c>.</summary>
    public string Authority => $"127.0.0.1:{Port}";

    /// <summary>Password of Basic authentication that requests need, else they get 401; null when they need none.</summary>
    public string? Token { get; set; }

    public GitFault Fault { get; set; }

    /// <summary>Body that <see cref="GitFault.Html"/> and the refusals send.</summary>
    public string FaultBody { get; set; } = "<!DOCTYPE html>\n<html><body>Hello\tworld</body></html>\n";

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    /// <summary>Returns once for each request that has arrived.</summary>
    public Task NextRequestAsync(CancellationToken cancellationToken) => arrived.WaitAsync(cancellationToken);

    /// <summary>Completes when a request has met a fault that keeps it waiting.</summary>
    public Task FaultReached => faultReached.Task;

    /// <summary>Ends <see cref="GitFault.HoldPack"/>, also for requests it holds.</summary>
    public void LetGo()
    {
        Fault = GitFault.None;
        letGo.TrySetResult();
    }

    public static async Task<GitHttpServer> StartAsync(string root, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinResponseDataRate = null;
        });
        var host = builder.Build();
        var server = new GitHttpServer(host, root);
        host.Run(server.HandleAsync);
        await host.StartAsync(cancellationToken);
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Port = new Uri(addresses?.Addresses.First() ?? "").Port;

        return server;
    }

    /// <summary>Address of the repository <c>owner/name.git</c> below the root.</summary>
    /// <summary>An empty repository under <paramref name="name"/>.</summary>
    public RepositoryBuilder Serve(string name, bool sha256 = false) => RepositoryBuilder.Create(Path.Combine(Root, name + ".git"), sha256);

    public string UrlOf(string name) => $"http://{Authority}/{name}";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await application.DisposeAsync();
        stopping.Dispose();
        arrived.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var authorization = request.Headers.Authorization.ToString();
        Requests.Enqueue(new RecordedRequest(
            request.Method, request.Path + request.QueryString, authorization.Length == 0 ? null : authorization, request.Headers["Git-Protocol"].ToString()));
        arrived.Release();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, context.RequestAborted);
        try
        {
            if (await MisbehaveAsync(context, ended.Token))
            {
                return;
            }

            if (Token is not null && !authorization.EndsWith(PasswordHash(authorization), StringComparison.Ordinal))
            {
                await RefuseAsync(context, 401);

                return;
            }

            await RunBackendAsync(context, ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    // Any user is accepted; only the password counts.
    private string PasswordHash(string authorization)
    {
        var decoded = authorization.StartsWith("Basic ", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..]))
            : "";

        return decoded.EndsWith(":" + Token, StringComparison.Ordinal) ? "" : "\0";
    }

    private async Task<bool> MisbehaveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var isPack = context.Request.Path.Value?.EndsWith("/git-upload-pack", StringComparison.Ordinal) == true;
        switch (Fault)
        {
            case GitFault.Hang:
            case GitFault.HangPack when isPack && await AsksForPackAsync(context):
                faultReached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return true;
            case GitFault.HoldPack when isPack && await AsksForPackAsync(context):
                faultReached.TrySetResult();
                await letGo.Task.WaitAsync(cancellationToken);
                return false;
            case GitFault.Drip:
                await DripAsync(context, "application/x-git-upload-pack-advertisement", "0"u8.ToArray(), cancellationToken);
                return true;
            case GitFault.EndlessPack when isPack && await AsksForPackAsync(context):
                // "packfile" section of protocol version 2, then progress on side band 2.
                await context.Response.Body.WriteAsync("000dpackfile\n"u8.ToArray(), cancellationToken);
                await DripAsync(context, "application/x-git-upload-pack-result", "0009\u0002wait"u8.ToArray(), cancellationToken);
                return true;
            case GitFault.Html:
                await SendPageAsync(context, 200, FaultBody);
                return true;
            case GitFault.EmptyPage:
                await SendPageAsync(context, 200, "");
                return true;
            case GitFault.Redirect:
                context.Response.Headers.Location = $"http://127.0.0.1:{Port}/elsewhere{context.Request.Path}{context.Request.QueryString}";
                context.Response.StatusCode = 301;
                return true;
            case GitFault.Unauthorized or GitFault.Forbidden or GitFault.NotFound or GitFault.Unavailable:
                await RefuseAsync(context, Fault switch { GitFault.Unauthorized => 401, GitFault.Forbidden => 403, GitFault.NotFound => 404, _ => 503 });
                return true;
            default:
                return false;
        }
    }

    private static async Task<bool> AsksForPackAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy);
        context.Request.Body.Position = 0;

        return Encoding.ASCII.GetString(copy.ToArray()).Contains("command=fetch", StringComparison.Ordinal);
    }

    private async Task DripAsync(HttpContext context, string type, byte[] drop, CancellationToken cancellationToken)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = type;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await context.Response.Body.WriteAsync(drop, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            faultReached.TrySetResult();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task RefuseAsync(HttpContext context, int status)
    {
        if (status == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Git\"";
        }

        await SendPageAsync(context, status, FaultBody);
    }

    private static Task SendPageAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status == 200 ? "text/html" : "text/plain";

        return context.Response.WriteAsync(body);
    }

    private async Task RunBackendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var info = GitCommandLine.CreateStartInfo(Root, ["http-backend"]);
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        var repository = path.IndexOf(".git/", StringComparison.Ordinal) < 0 ? WithSuffix(path) : path;
        foreach (var (name, value) in new[]
            {
                ("GIT_PROJECT_ROOT", Root),
                ("GIT_HTTP_EXPORT_ALL", "1"),
                ("PATH_INFO", repository),
                ("QUERY_STRING", request.QueryString.Value?.TrimStart('?') ?? ""),
                ("REQUEST_METHOD", request.Method),
                ("CONTENT_TYPE", request.ContentType ?? ""),
                ("REMOTE_ADDR", "127.0.0.1"),
                ("HTTP_CONTENT_ENCODING", request.Headers.ContentEncoding.ToString()),
                ("GIT_PROTOCOL", request.Headers["Git-Protocol"].ToString()),
            })
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info) ?? throw new InvalidOperationException("git http-backend did not start");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await request.Body.CopyToAsync(process.StandardInput.BaseStream, cancellationToken);
            process.StandardInput.Close();
            using var output = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await errors;
            await SendAsync(context, output.ToArray(), cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task SendAsync(HttpContext context, byte[] output, CancellationToken cancellationToken)
    {
        var end = output.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(output, 0, Math.Max(end, 0)).Split("\r\n"))
        {
            var (name, value) = line.Split(": ", 2) is [var left, var right] ? (left, right) : ("", "");
            switch (name)
            {
                case "":
                    break;
                case "Status":
                    context.Response.StatusCode = int.Parse(value.Split(' ')[0]);
                    break;
                default:
                    context.Response.Headers[name] = value;
                    break;
            }
        }

        var body = output.AsMemory(end + 4);
        var isPack = body.Span.IndexOf("PACK"u8) >= 0;
        if (Fault == GitFault.CutPack && isPack)
        {
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.Body.WriteAsync(body[..(body.Length * 2 / 3)], cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            context.Abort();

            return;
        }

        await context.Response.Body.WriteAsync(body, cancellationToken);
    }

    // "/owner/name/info/refs" means the folder "owner/name.git".
    private string WithSuffix(string path)
    {
        foreach (var tail in (ReadOnlySpan<string>)["/info/refs", "/git-upload-pack"])
        {
            if (path.EndsWith(tail, StringComparison.Ordinal) && Directory.Exists(Root + path[..^tail.Length] + ".git"))
            {
                return path[..^tail.Length] + ".git" + tail;
            }
        }

        return path;
    }
}
