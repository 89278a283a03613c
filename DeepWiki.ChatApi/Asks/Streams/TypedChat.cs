using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Security;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>
/// Gives typed frames on the two routes of the published protocol to clients that ask for them in words of ours; the request is the published one. All
/// others get raw text.
/// </summary>
internal sealed class TypedChat(
    AskCallers callers, AskStarter starter, AskStreamer streamer, ChatCapacity capacity, IOptions<ChatLimits> limits, TimeProvider time)
{
    private static readonly PathString[] Routes = ["/chat/completions/stream", "/api/chat/stream"];

    /// <summary>Serves the request when it is one of these, after the right to ask was seen.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method) && Routes.Contains(context.Request.Path) && AskFormats.OfPlainRoute(context.Request) is { } format)
        {
            await ServeAsync(context, format);
            return;
        }

        await next(context);
    }

    private async Task ServeAsync(HttpContext context, AskFormat format)
    {
        AskOrder order;
        using (var share = new BufferShare(capacity.Memory))
        {
            var body = await new BodyReceiver(context, limits.Value, share, time).ReceiveAsync(context.RequestAborted);
            order = AskOrders.FromPlain(ChatRequestParser.Parse(body) with { Caller = RequestCaller.CountedAs(context) });
        }

        var caller = await callers.ReadAsync(context, context.RequestAborted);
        await streamer.RunAsync(context, format, async wake =>
        {
            var started = await starter.StartAsync(order, caller, wake, context.RequestAborted);
            return (started.Reader, started.Members);
        });
    }
}
