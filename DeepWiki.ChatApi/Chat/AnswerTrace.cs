using System.Diagnostics;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>The span of an answer, before it begins.</summary>
/// <param name="Transport">Name of the transport.</param>
/// <param name="HasOwnTrace">True when the span begins a trace that only points at its connection.</param>
internal sealed record AnswerTrace(string Transport, bool HasOwnTrace)
{
    /// <summary>Begins the span; null when nobody listens.</summary>
    public Activity? Start()
    {
        var activity = HasOwnTrace ? StartRoot() : DeepWikiTelemetry.Source.StartActivity(Spans.ChatStream);
        return activity?.SetTag(Tags.Transport, Transport).SetTag(Tags.Sources, 0);
    }

    private static Activity? StartRoot()
    {
        var connection = Activity.Current;
        Activity.Current = null;
        ActivityLink[] links = connection is null ? [] : [new ActivityLink(connection.Context)];
        return DeepWikiTelemetry.Source.StartActivity(ActivityKind.Internal, links: links, name: Spans.ChatStream);
    }
}
