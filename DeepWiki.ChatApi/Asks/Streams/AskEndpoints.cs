using System.Globalization;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Logs;
using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Asks over HTTP: begun, read, read on, cancelled and concluded.</summary>
internal static class AskEndpoints
{
    private const int MaxBody = 1 << 20;
    private const int MaxWait = 300;

    public static IServiceCollection AddAskStreams(this IServiceCollection services) => services.AddSingleton<AskStreamer>().AddSingleton<TypedChat>();

    public static void MapAsks(this WebApplication app)
    {
        var typed = app.Services.GetRequiredService<TypedChat>();
        app.Use(typed.InvokeAsync);
        app.MapPost("/api/asks", StartAsync).Needs(Access.Work).DescribedAs(AskDescriptions.Start)
            .Produces<AskView>().Produces<AskView>(StatusCodes.Status202Accepted).Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        app.MapGet("/api/asks/{ask}", GetAsync).DescribedAs(AskDescriptions.Get).Produces<AskView>();
        app.MapGet("/api/asks/{ask}/events", ReadOnAsync).DescribedAs(AskDescriptions.Events)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        app.MapDelete("/api/asks/{ask}", CancelAsync).Needs(Access.Work).DescribedAs(AskDescriptions.Cancel).Produces(StatusCodes.Status204NoContent);
        app.MapPost("/api/asks/{ask}/conclude", ConcludeAsync).Needs(Access.Work).DescribedAs(AskDescriptions.Conclude)
            .Produces(StatusCodes.Status202Accepted);
    }

    private static async Task StartAsync(
        HttpContext context, BodyReader bodies, AskCallers callers, AskOrders orders, AskStarter starter, AskStreamer streamer)
    {
        var wait = WaitOf(context.Request.Query);
        AskBody body;
        using (var json = await bodies.ReadAsync(context, MaxBody))
        {
            body = json.Read<AskBody>();
        }

        body = context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } id] ? body with { RequestId = id } : body;
        var caller = await callers.ReadAsync(context, context.RequestAborted);
        var order = await orders.CheckAsync(body, caller, context.RequestAborted);
        if (AskFormats.OfResource(context.Request) is { } format)
        {
            await streamer.RunAsync(context, format, async wake =>
            {
                var started = await starter.StartAsync(order, caller, wake, context.RequestAborted);
                return (started.Reader, started.Members);
            });
            return;
        }

        using var signal = new SemaphoreSlim(0);
        var ask = await starter.StartAsync(order, caller, () => signal.Release(), context.RequestAborted);
        await using (ask.Reader)
        {
            var (summary, first) = await GatherAsync(ask.Reader, signal, wait, context.RequestAborted);
            context.Response.Headers.Location = $"/api/asks/{ask.Ask}";
            if (wait is null)
            {
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                await WriteAsync(context, $"{first?.Text[..^1]}{ask.Members}}}");
                return;
            }

            await Json(summary.ToView(ask.Ask)).ExecuteAsync(context);
        }
    }

    private static async Task<IResult> GetAsync(HttpContext context, string ask, AskReaders readers)
    {
        using var signal = new SemaphoreSlim(0);
        await using var reader = await readers.OpenAsync(ask, 0, () => signal.Release(), context.RequestAborted);
        var (summary, _) = await GatherAsync(reader, signal, TimeSpan.Zero, context.RequestAborted);
        return Json(summary.ToView(ask));
    }

    private static Task ReadOnAsync(HttpContext context, string ask, AskReaders readers, AskStreamer streamer)
    {
        var text = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : context.Request.Query["after"].ToString();
        long after = 0;
        if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw InvalidRequest.Create(new RequestFault("/after", "literal_error", "after must be the number of a frame"));
        }

        return streamer.RunAsync(
            context, AskFormats.OfResource(context.Request) ?? AskFormat.Events,
            async wake => (await readers.OpenAsync(ask, after, wake, context.RequestAborted), ""));
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string ask, AskCallers callers, AskControls controls)
    {
        await ControlAsync(context, ask, AskControl.Cancel, callers, controls);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ConcludeAsync(HttpContext context, string ask, AskCallers callers, AskControls controls)
    {
        await ControlAsync(context, ask, AskControl.Conclude, callers, controls);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task ControlAsync(HttpContext context, string ask, string control, AskCallers callers, AskControls controls) =>
        await controls.RunAsync(
            ask, control, await callers.ReadAsync(context, context.RequestAborted), context.Request.Headers[ConversationKeys.Header].ToString(),
            context.RequestAborted);

    /// <summary>The frames that come within a time; without one the first alone.</summary>
    private static async Task<(AskSummary Summary, Frame? First)> GatherAsync(
        IFrameReader reader, SemaphoreSlim signal, TimeSpan? wait, CancellationToken cancellationToken)
    {
        var summary = new AskSummary();
        Frame? first = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait is { Ticks: > 0 } longest ? longest : TimeSpan.FromSeconds(1));
        while (true)
        {
            while (reader.TryRead(out var frame))
            {
                summary.Add(frame);
                first ??= frame.Number is null ? null : frame;
                if (frame.IsLast || (wait is null && first is not null))
                {
                    return (summary, first);
                }
            }

            // A reader at this replica has all there is at once; one elsewhere is given a moment.
            if (wait == TimeSpan.Zero && reader is LocalReader)
            {
                return (summary, first);
            }

            try
            {
                await signal.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return (summary, first);
            }
        }
    }

    private static TimeSpan? WaitOf(IQueryCollection query)
    {
        if (query["wait"] is not [{ Length: > 0 } text])
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxWait
            ? TimeSpan.FromSeconds(seconds)
            : throw InvalidRequest.Create(new RequestFault("/wait", "literal_error", $"wait must be 1 to {MaxWait} seconds"));
    }

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static IResult Json<T>(T value) => TypedResults.Json(value, Frame.Json);
}
