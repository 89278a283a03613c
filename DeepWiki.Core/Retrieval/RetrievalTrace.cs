using System.Diagnostics;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Core.Retrieval;

/// <summary>The span of a retrieval and the time beside it.</summary>
internal static class RetrievalTrace
{
    public static async Task<T> RunAsync<T>(RetrievalMode mode, Func<Activity?, Task<T>> retrieve)
    {
        var start = Stopwatch.GetTimestamp();
        var tags = new TagList { { Tags.RetrievalMode, mode.ToString().ToLowerInvariant() } };
        try
        {
            return await DeepWikiTelemetry.TraceAsync(Spans.Retrieve, activity =>
            {
                activity?.SetTag(Tags.RetrievalMode, mode.ToString().ToLowerInvariant());
                return retrieve(activity);
            });
        }
        catch (Exception exception)
        {
            tags.Add(Tags.ErrorType, Failures.TypeOf(exception));
            throw;
        }
        finally
        {
            Instruments.RetrievalDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        }
    }
}
