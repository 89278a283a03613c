namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>One attempt at a job. What its span does not say is null.</summary>
/// <param name="Chunks">Written.</param>
/// <param name="Embedded">Texts sent to the model.</param>
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
