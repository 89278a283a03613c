using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>The receiver of <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a> over HTTP, in its binary form.</summary>
internal static class OtlpEndpoints
{
    internal const string KeyHeader = "x-otlp-api-key";
    internal const string ContentType = "application/x-protobuf";
    internal const int MaxBodyLength = 8 * 1024 * 1024;

    // A body and what is read from it are the memory a request takes; who comes fourth waits.
    private const int MaxBodies = 3;

    /// <param name="routes">Of the listener that takes telemetry.</param>
    /// <param name="store">Where it goes.</param>
    /// <param name="key">What every sender must show.</param>
    public static void MapOtlp(this IEndpointRouteBuilder routes, TelemetryStore store, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var expected = Encoding.UTF8.GetBytes(key);
        // Lives as long as the routes, and never makes the handle that would need disposal.
        var bodies = new SemaphoreSlim(MaxBodies);
        Map("/v1/traces", store.AddTraces);
        Map("/v1/metrics", store.AddMetrics);
        Map("/v1/logs", store.AddLogs);

        void Map(string path, Action<ReadOnlySpan<byte>> add) => routes.MapPost(path, async context =>
        {
            var (status, reason) = Refusal(context.Request, expected) ?? await TakeAsync(context, bodies, add);
            context.Response.StatusCode = status;
            context.Response.ContentType = reason is null ? ContentType : "text/plain";
            await context.Response.WriteAsync(reason ?? "", context.RequestAborted);
        });
    }

    private static (int Status, string? Reason)? Refusal(HttpRequest request, byte[] expected)
    {
        if (request.Headers[KeyHeader] is not [{ } key] || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), expected))
        {
            return (StatusCodes.Status401Unauthorized, $"The header {KeyHeader} is missing or wrong.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status415UnsupportedMediaType, $"The content type must be {ContentType}.");
        }

        return request.Headers.ContentEncoding is [] or ["gzip"] or ["identity"]
            ? null
            : (StatusCodes.Status415UnsupportedMediaType, "The content encoding must be gzip or none.");
    }

    private static async Task<(int Status, string? Reason)> TakeAsync(HttpContext context, SemaphoreSlim bodies, Action<ReadOnlySpan<byte>> add)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Of what arrives; what it inflates to is counted apart.
            limit.MaxRequestBodySize = MaxBodyLength;
        }

        await bodies.WaitAsync(context.RequestAborted);
        try
        {
            if (await ReadAsync(context.Request, context.RequestAborted) is not { } body)
            {
                return (StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MaxBodyLength} bytes.");
            }

            add(body.Span);
            return (StatusCodes.Status200OK, null);
        }
        catch (InvalidDataException exception)
        {
            // What was read before the fault is kept: better half a story than none.
            return (StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return (exception.StatusCode, exception.Message);
        }
        finally
        {
            bodies.Release();
        }
    }

    // Null when there is more than may be.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await using var source = request.Headers.ContentEncoding is ["gzip"] ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int count; (count = await source.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (body.Length + count > MaxBodyLength)
            {
                return null;
            }

            body.Write(part, 0, count);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
