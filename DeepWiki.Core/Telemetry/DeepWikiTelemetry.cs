using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeepWiki.Core.Telemetry;

/// <summary>
/// The one activity source and meter of the product. Names of spans, tags and instruments stand in <see cref="Spans"/>, <see cref="Tags"/>, <see
/// cref="Instruments"/>.
/// </summary>
public static class DeepWikiTelemetry
{
    public const string Name = "DeepWiki";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>Does a piece of work in a span of its own, which says if it failed.</summary>
    public static async Task<T> TraceAsync<T>(string span, Func<Activity?, Task<T>> work)
    {
        using var activity = Source.StartActivity(span);
        try
        {
            return await work(activity);
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    /// <summary>The same for work that gives nothing back.</summary>
    public static Task TraceAsync(string span, Func<Activity?, Task> work) => TraceAsync(span, async activity =>
    {
        await work(activity);
        return true;
    });
}
