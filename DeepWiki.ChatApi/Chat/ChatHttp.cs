using System.Text;
using System.Text.Json.Nodes;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The two raw HTTP streams: the answer's text as it comes, without frames. An error before the headers has a status; after them it is
/// text in the body, then the end.
/// </summary>
internal sealed class ChatHttp(ChatEngine engine, IOptions<ChatLimits> options, IHostApplicationLifetime lifetime)
{
    /// <summary>The route of the original backend: its front end posts here and expects raw text under this content type.</summary>
    public Task ServeOriginalAsync(HttpContext context) => ServeAsync(context, "text/event-stream; charset=utf-8", WriteOriginalErrorAsync);

    /// <summary>The route the published protocol names as the client's fallback.</summary>
    public Task ServeAsync(HttpContext context) => ServeAsync(context, "text/plain; charset=utf-8", WriteProblemAsync);

    private async Task ServeAsync(HttpContext context, string contentType, Func<HttpContext, DeepWikiException, Task> writeError)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await using var answer = engine.Start("http", options.Value.HttpIndexWait);
        try
        {
            var request = ChatRequestParser.Parse(await ReadBodyAsync(context, gone.Token));
            await foreach (var piece in answer.RunAsync(request, gone.Token))
            {
                if (!context.Response.HasStarted)
                {
                    StartStream(context.Response, contentType);
                }

                await context.Response.WriteAsync(piece, gone.Token);
                await context.Response.Body.FlushAsync(gone.Token);
            }

            answer.Complete();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            answer.ClientGone();
        }
        catch (Exception exception)
        {
            var error = lifetime.ApplicationStopping.IsCancellationRequested && exception is OperationCanceledException
                ? new DeepWikiException(ErrorCode.ServerStopping, "The server is shutting down. Please try again.")
                : answer.Judge(exception);
            answer.Fail(error);
            await FailAsync(context, contentType, error, writeError);
        }
    }

    private static async Task FailAsync(
        HttpContext context, string contentType, DeepWikiException error, Func<HttpContext, DeepWikiException, Task> writeError)
    {
        // A model's failure is part of the answer, as the clients of the original know it.
        var inBody = context.Response.HasStarted || ErrorTable.Row(error.Code).RawHttpStatus == StatusCodes.Status200OK;
        if (!inBody)
        {
            await writeError(context, error);
            return;
        }

        if (!context.Response.HasStarted)
        {
            StartStream(context.Response, contentType);
        }

        await context.Response.WriteAsync(ErrorTable.PlainText(error), CancellationToken.None);
    }

    private static void StartStream(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new DeepWikiException(ErrorCode.InvalidRequest, "The request must have the content type application/json.")
            {
                Faults = [new("", "model_attributes_type", "The request must have the content type application/json")],
            };
        }

        var limit = options.Value.MaxMessageBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit + 1L;
        }

        using var body = new MemoryStream();
        var piece = new byte[16 * 1024];
        int count;
        while ((count = await context.Request.Body.ReadAsync(piece, cancellationToken)) > 0)
        {
            if (body.Length + count > limit)
            {
                throw new DeepWikiException(ErrorCode.MessageTooLarge, $"The request is larger than {limit} bytes");
            }

            body.Write(piece, 0, count);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Task WriteOriginalErrorAsync(HttpContext context, DeepWikiException error)
    {
        var row = ErrorTable.Row(error.Code);
        JsonNode detail = row.RawHttpStatus == StatusCodes.Status422UnprocessableEntity && error.Faults.Count > 0
            ? new JsonArray([.. error.Faults.Select(Describe)])
            : error.Code == ErrorCode.Internal ? $"Error in streaming chat completion: {error.Message}" : WithoutPrefix(ErrorTable.PlainText(error));
        return WriteAsync(context, row.RawHttpStatus, "application/json", new JsonObject { ["detail"] = detail }, error);
    }

    private static Task WriteProblemAsync(HttpContext context, DeepWikiException error)
    {
        var problem = Problem.From(error, context);
        return WriteAsync(context, ErrorTable.Row(error.Code).HttpStatus, "application/problem+json", problem, error);
    }

    private static async Task WriteAsync(HttpContext context, int status, string contentType, JsonObject body, DeepWikiException error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling((error.RetryAfter ?? TimeSpan.FromSeconds(5)).TotalSeconds)).ToString();
        }

        await context.Response.WriteAsync(body.ToJsonString(Problem.Json), Encoding.UTF8, CancellationToken.None);
    }

    // Pointer /messages/0/role becomes ["body","messages",0,"role"].
    private static JsonObject Describe(RequestFault fault)
    {
        var location = new JsonArray("body");
        foreach (var part in fault.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            location.Add(int.TryParse(part, out var index) ? JsonValue.Create(index) : JsonValue.Create(part));
        }

        return new JsonObject { ["type"] = fault.Type, ["loc"] = location, ["msg"] = fault.Type == "missing" ? "Field required" : fault.Message };
    }

    private static string WithoutPrefix(string text) => text.StartsWith("Error: ", StringComparison.Ordinal) ? text["Error: ".Length..] : text;
}
