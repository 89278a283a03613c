using System.Diagnostics;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Legacy.Errors;

/// <summary>Answers in the original's shapes when an endpoint fails.</summary>
/// <param name="logger">Gets unhandled exceptions.</param>
internal sealed partial class LegacyFilter(ILogger<LegacyFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (DeepWikiException error) when (error.Faults.Count > 0)
        {
            var source = HttpMethods.IsPost(request.Request.Method) ? "body" : "query";
            await LegacyErrors.WriteAsync(request, error.Faults, source);
        }
        catch (DeepWikiException error)
        {
            await LegacyErrors.WriteAsync(request, error);
        }
        catch (ConnectionLostException)
        {
            // Nobody is there to be told.
        }
        catch (Exception exception) when (!request.RequestAborted.IsCancellationRequested)
        {
            var failure = request.GetEndpoint()?.Metadata.GetMetadata<LegacyFailure>() ?? LegacyFailure.Unnamed;
            var traceId = Activity.Current?.TraceId.ToHexString() ?? "none";
            LogRequestFailed(exception, traceId);
            if (request.Response.HasStarted)
            {
                // What was cut must not look whole.
                request.Abort();
                return TypedResults.Empty;
            }

            request.Response.ContentLength = null;
            await LegacyErrors.WriteAsync(request, StatusCodes.Status500InternalServerError, failure.Text(traceId), failure.Member);
        }

        return TypedResults.Empty;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in a request (trace {TraceId})")]
    private partial void LogRequestFailed(Exception exception, string traceId);
}
