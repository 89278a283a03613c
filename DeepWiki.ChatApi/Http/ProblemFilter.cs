using System.Diagnostics;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http;

/// <summary>Answers with a problem when an endpoint fails; what nobody foresaw goes to the log and the caller gets its trace id.</summary>
internal sealed partial class ProblemFilter(ILogger<ProblemFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (DeepWikiException error)
        {
            await Problem.WriteAsync(request, error);
        }
        catch (Exception exception) when (!request.RequestAborted.IsCancellationRequested)
        {
            var traceId = Activity.Current?.TraceId.ToHexString() ?? "none";
            LogRequestFailed(exception, traceId);
            await Problem.WriteAsync(request, DeepWikiException.Internal(traceId));
        }

        return TypedResults.Empty;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed for a reason nobody foresaw (trace {TraceId})")]
    private partial void LogRequestFailed(Exception exception, string traceId);
}
