using System.Diagnostics;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>
/// The last word on whatever nothing else caught, in every environment: a neutral sentence for the caller, and all of it for the log. What
/// is only wrong with the request, such as a header that is too long, keeps its status.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
            when (exception is not BadHttpRequestException && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var traceId = Activity.Current?.TraceId.ToHexString() ?? "none";
            LogRequestFailed(exception, traceId);
            context.Response.ContentLength = null;
            await Problem.WriteAsync(context, exception as DeepWikiException ?? DeepWikiException.Internal(traceId));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed and nothing on its way knew why (trace {TraceId})")]
    private partial void LogRequestFailed(Exception exception, string traceId);
}
