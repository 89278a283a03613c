using System.Diagnostics;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Core.Providers;

/// <summary>How spans of model calls tell of failures.</summary>
internal static class ModelSpan
{
    public static void Fail(Activity? span, Exception failure)
    {
        var type = failure is DeepWikiException known ? ErrorTable.Row(known.Code).Name : failure.GetType().FullName;
        span?.SetTag(Tags.ErrorType, type).SetStatus(ActivityStatusCode.Error, type);
    }
}
