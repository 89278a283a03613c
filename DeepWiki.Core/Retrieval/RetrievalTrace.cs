using System.Diagnostics;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Core.Retrieval;

/// <summary>The span of a retrieval and the time beside it.</summary>
public static class RetrievalTrace
{
    /// <summary>Name of a mode in traces and metrics: <c>hybrid</c>, <c>text</c>, <c>vector</c> or <c>symbol</c>.</summary>
    public static string NameOf(RetrievalMode mode) => mode.ToString().ToLowerInvariant();

    internal static async Task<T> RunAsync<T>(RetrievalMode mode, Func<Activity?, Task<T>> retrieve)
    {
        var start = Stopwatch.GetTimestamp();
        var tags = new TagList { { Tags.RetrievalMode, NameOf(mode) } };
        try
        {
            return await DeepWikiTelemetry.TraceAsync(Spans.Retrieve, activity =>
            {
                activity?.SetTag(Tags.RetrievalMode, NameOf(mode));
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
