namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>One attempt at a job. What its span does not say is null.</summary>
/// <param name="TraceId">In hexadecimal.</param>
/// <param name="SpanId">In hexadecimal.</param>
/// <param name="Resource">Who worked on it.</param>
/// <param name="Start">In microseconds.</param>
/// <param name="Duration">In microseconds.</param>
/// <param name="JobId">Of the queue.</param>
/// <param name="Kind">What was to be done.</param>
/// <param name="Repository">It was about.</param>
/// <param name="Commit">That was indexed.</param>
/// <param name="Files">Indexed.</param>
/// <param name="Chunks">Written.</param>
/// <param name="Embedded">Texts sent to the model.</param>
/// <param name="Reused">Embeddings taken over.</param>
/// <param name="Skipped">Files left out.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">Of the span: unset, ok or error.</param>
/// <param name="Stages">In order of start.</param>
internal sealed record JobRow(
    string TraceId,
    string SpanId,
    string Resource,
    long Start,
    long Duration,
    string? JobId,
    string? Kind,
    string? Repository,
    string? Commit,
    long? Files,
    long? Chunks,
    long? Embedded,
    long? Reused,
    long? Skipped,
    string? Outcome,
    string Status,
    IReadOnlyList<JobStage> Stages);
