namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A streamed answer. What its span does not say is null.</summary>
/// <param name="TraceId">In hexadecimal.</param>
/// <param name="SpanId">In hexadecimal.</param>
/// <param name="Resource">Who answered.</param>
/// <param name="Start">In microseconds.</param>
/// <param name="Duration">In microseconds.</param>
/// <param name="FirstDelta">Microseconds from the start to the first delta.</param>
/// <param name="Repository">It was about.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Provider">Of the model.</param>
/// <param name="Model">That answered.</param>
/// <param name="Transport">ws or http.</param>
/// <param name="Deltas">How many were sent.</param>
/// <param name="InputTokens">The model read.</param>
/// <param name="OutputTokens">The model wrote.</param>
/// <param name="Sources">Chunks the answer rests on.</param>
/// <param name="CloseCode">Of the socket.</param>
/// <param name="CloseReason">Sent with it.</param>
/// <param name="Outcome">completed, cancelled, failed or client_gone.</param>
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
