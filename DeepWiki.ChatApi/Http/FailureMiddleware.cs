using System.Diagnostics;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>
/// Answers with a problem whatever failed and was not answered yet, in every environment; an unhandled exception goes to the log and the caller gets its trace
/// id. A fault of the request itself, such as a body that is too large, keeps the server's status. The framework's exception handler would take off headers
/// that stand already and add some against caches, so that pages of other origins could not read an error.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (DeepWikiException error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, error);
        }
        catch (Exception exception)
            when (exception is not BadHttpRequestException && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var traceId = Activity.Current?.TraceId.ToHexString() ?? "none";
            LogRequestFailed(exception, traceId);
            await AnswerAsync(context, DeepWikiException.Internal(traceId));
        }
    }

    private static Task AnswerAsync(HttpContext context, DeepWikiException error)
    {
        context.Response.ContentLength = null;
        return Problem.WriteAsync(context, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in a request (trace {TraceId})")]
    private partial void LogRequestFailed(Exception exception, string traceId);
}
