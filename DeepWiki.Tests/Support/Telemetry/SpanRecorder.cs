using System.Diagnostics;
using System.Text;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>
/// Keeps the spans of one trace, of the product and of the framework, whichever service of this process they belong to. The test is the
/// caller: it sends <see cref="TraceParent"/> along.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    /// <summary>The span of the server, around everything a request does.</summary>
    public const string ServerRequest = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);
    private static readonly string[] Sources = ["DeepWiki", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    private readonly Lock gate = new();
    private readonly List<Activity> started = [];
    private readonly List<Activity> ended = [];
    private readonly List<(List<Activity> Spans, Func<Activity, bool> Wanted, TaskCompletionSource<Activity> Found)> waiting = [];
    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    private readonly ActivityListener listener;

    public SpanRecorder()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => Sources.Contains(source.Name),
            // What other tests ask to be left out must stay out.
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStarted = span => Add(started, span),
            ActivityStopped = span => Add(ended, span),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ActivityTraceId TraceId => trace;

    /// <summary>The header that makes a request part of this trace.</summary>
    public string TraceParent => $"00-{trace}-{CallerId}-01";

    /// <summary>The span the server's own is a child of.</summary>
    public ActivitySpanId CallerId { get; } = ActivitySpanId.CreateRandom();

    /// <summary>Makes what the test does itself, until the span is disposed, part of the trace.</summary>
    public Activity Enter() => new Activity("test").SetParentId(trace, CallerId, ActivityTraceFlags.Recorded).Start();

    public IReadOnlyList<Activity> Ended
    {
        get
        {
            lock (gate)
            {
                return [.. ended];
            }
        }
    }

    /// <summary>The first span of the trace with this name that has begun, now or later.</summary>
    public Task<Activity> StartedAsync(string name) => WaitAsync(started, span => span.OperationName == name);

    /// <summary>The first span of the trace with this name that has ended, now or later.</summary>
    public Task<Activity> EndedAsync(string name) => WaitAsync(ended, span => span.OperationName == name);

    /// <summary>The only ended span of this name below another.</summary>
    public Activity Child(Activity parent, string name) =>
        Assert.Single(Ended, span => span.OperationName == name && span.ParentSpanId == parent.SpanId);

    /// <summary>Every span's parent is one of them, except that of <paramref name="root"/>, which is the caller.</summary>
    public void AssertConnected(Activity root)
    {
        Activity[] all;
        lock (gate)
        {
            all = [.. started];
        }

        var ids = all.Select(span => span.SpanId).ToHashSet();
        Assert.Equal(CallerId, root.ParentSpanId);
        Assert.Same(root, Assert.Single(all, span => !ids.Contains(span.ParentSpanId)));
    }

    /// <summary>Everything that would be exported, as one text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var span in Ended)
        {
            var events = span.Events.SelectMany(item => item.Tags.Prepend(new("event", item.Name)));
            text.AppendLine($"{span.OperationName} {span.DisplayName} {span.StatusDescription} {span.TraceStateString}");
            var baggage = span.Baggage.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value));
            foreach (var (name, value) in span.TagObjects.Concat(events).Concat(baggage))
            {
                text.AppendLine($"  {name}={value}");
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Add(List<Activity> spans, Activity span)
    {
        if (span.TraceId != trace)
        {
            return;
        }

        lock (gate)
        {
            spans.Add(span);
            foreach (var wait in waiting.Where(wait => wait.Spans == spans && wait.Wanted(span)))
            {
                wait.Found.TrySetResult(span);
            }
        }
    }

    private Task<Activity> WaitAsync(List<Activity> spans, Func<Activity, bool> wanted)
    {
        lock (gate)
        {
            if (spans.Find(span => wanted(span)) is { } there)
            {
                return Task.FromResult(there);
            }

            var found = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((spans, wanted, found));
            return found.Task.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);
        }
    }
}
