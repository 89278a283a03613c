using System.Text.Json.Nodes;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The two raw HTTP streams: the answer's text as it comes, without frames. An error before the headers has a status; after them it is
/// text in the body, then the end.
/// </summary>
internal sealed class ChatHttp(
    ChatEngine engine, RequestRateLimiter limiter, ChatCapacity capacity, ChatDrain drain, IOptions<ChatLimits> options, TimeProvider time)
{
    private readonly ChatLimits limits = options.Value;

    /// <summary>The route of the original backend: its front end posts here and expects raw text under this content type.</summary>
    public Task ServeLegacyAsync(HttpContext context) => ServeAsync(context, "text/event-stream; charset=utf-8", TryWriteLegacyErrorAsync);

    /// <summary>The route the published protocol names as the client's fallback.</summary>
    public Task ServeAsync(HttpContext context) => ServeAsync(context, "text/plain; charset=utf-8", TryWriteProblemAsync);

    private async Task ServeAsync(HttpContext context, string contentType, Func<HttpContext, DeepWikiException, Task<bool>> tryWriteError)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Over);
        await using var answer = engine.Start("http", limits.HttpIndexTimeout);
        try
        {
            using var right = limiter.Enter(context);
            using var share = new BufferShare(capacity.Memory);
            var body = await new BodyReceiver(context, limits, share, time).ReceiveAsync(gone.Token);
            var request = ChatRequestParser.Parse(body) with { Caller = RequestCaller.CountedAs(context) };
            await foreach (var delta in DeltaCoalescer.CoalesceAsync(answer.RunAsync(request, gone.Token), gone.Token))
            {
                if (!context.Response.HasStarted)
                {
                    StartStream(context.Response, contentType);
                }

                await SendAsync(context, delta, limits.SendTimeout, gone.Token);
            }

            answer.Complete();
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionLostException)
        {
            answer.ClientGone(ChatSocket.LostConnection, "");
        }
        catch (Exception exception)
        {
            var error = drain.Over.IsCancellationRequested ? ChatCapacity.Stopping() : answer.ToClientError(exception);
            answer.Fail(error);
            await FailAsync(context, contentType, error, tryWriteError);
        }
    }

    private async Task FailAsync(
        HttpContext context, string contentType, DeepWikiException error, Func<HttpContext, DeepWikiException, Task<bool>> tryWriteError)
    {
        if (!context.Response.HasStarted && await tryWriteError(context, error))
        {
            return;
        }

        if (!context.Response.HasStarted)
        {
            StartStream(context.Response, contentType);
        }

        try
        {
            // A client that reads nothing must not hold up the end of the service.
            await SendAsync(context, LegacyText.From(error), limits.CloseTimeout / 2, CancellationToken.None);
        }
        catch (ConnectionLostException)
        {
            // What came before is all that it has.
        }
    }

    /// <summary>Sends one delta. The server's own rate for readers would let a large one wait for minutes.</summary>
    /// <exception cref="ConnectionLostException">The peer took nothing for too long, and its connection was ended.</exception>
    private async Task SendAsync(HttpContext context, string delta, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await context.Response.WriteAsync(delta, either.Token);
            await context.Response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            context.Abort();
            throw new ConnectionLostException("The peer did not read in time.", exception);
        }
    }

    private static void StartStream(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static async Task<bool> TryWriteLegacyErrorAsync(HttpContext context, DeepWikiException error)
    {
        var row = ErrorTable.Row(error.Code);
        if (row.RawHttpStatus == StatusCodes.Status200OK)
        {
            // A model's failure is part of the answer, as the clients of the original know it.
            return false;
        }

        JsonNode detail = row.RawHttpStatus == StatusCodes.Status422UnprocessableEntity && error.Faults.Count > 0
            ? LegacyErrors.Describe(error.Faults, "body")
            : error.Code == ErrorCode.Internal ? $"Error in streaming chat completion: {error.Message}" : WithoutPrefix(LegacyText.From(error));
        await Problem.WriteAsync(context, row.RawHttpStatus, "application/json", new JsonObject { ["detail"] = detail }, error);
        return true;
    }

    private static async Task<bool> TryWriteProblemAsync(HttpContext context, DeepWikiException error)
    {
        await Problem.WriteAsync(context, error, LegacyText.From(error).TrimStart('\n'));
        return true;
    }

    private static string WithoutPrefix(string text)
    {
        const string Prefix = "Error: ";
        var line = text.TrimStart('\n');
        return line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line;
    }
}
