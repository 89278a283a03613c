using System.Diagnostics;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Telemetry;

/// <summary>Names of failures in telemetry: by kind, never by message, which may hold what only the caller may see.</summary>
public static class Failures
{
    /// <summary>The value of <see cref="Tags.ErrorType"/>: the error's name where it is one of ours, else the type of the exception.</summary>
    public static string TypeOf(Exception exception) =>
        exception is DeepWikiException known ? known.Code.Name() : exception.GetType().FullName ?? exception.GetType().Name;

    /// <summary>Marks a span as failed. Cancellation is an ending and no failure.</summary>
    public static void Fail(this Activity? span, Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            span.Fail(TypeOf(exception));
        }
    }

    public static void Fail(this Activity? span, string type) => span?.SetTag(Tags.ErrorType, type).SetStatus(ActivityStatusCode.Error, type);
}
