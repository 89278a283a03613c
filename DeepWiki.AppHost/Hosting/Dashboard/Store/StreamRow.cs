namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A streamed answer. What its span does not say is null.</summary>
/// <param name="FirstDelta">Microseconds from the start to the first delta.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Sources">Chunks the answer rests on.</param>
internal sealed record StreamRow(
    string TraceId,
    string SpanId,
    string Resource,
    long Start,
    long Duration,
    long? FirstDelta,
    string? Repository,
    string? Kind,
    string? Provider,
    string? Model,
    string? Transport,
    long? Deltas,
    long? InputTokens,
    long? OutputTokens,
    long? Sources,
    long? CloseCode,
    string? CloseReason,
    string? Outcome);
