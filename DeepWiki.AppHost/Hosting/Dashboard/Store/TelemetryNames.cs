namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>
/// Names of spans, attributes and instruments as the services send them. The AppHost knows no type of theirs; a test compares these with
/// Core's constants.
/// </summary>
internal static class TelemetryNames
{
    public const string ChatStream = "chat.stream";
    public const string FirstDeltaEvent = "first_delta";
    public const string JobRun = "job.run";
    public const string JobStagePrefix = "job.";

    public const string Repository = "deepwiki.repository";
    public const string Transport = "deepwiki.transport";
    public const string AskKind = "deepwiki.ask.kind";
    public const string Provider = "gen_ai.provider.name";
    public const string Model = "gen_ai.request.model";
    public const string Operation = "gen_ai.operation.name";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string Deltas = "deepwiki.stream.deltas";
    public const string Sources = "deepwiki.stream.sources";
    public const string CloseCode = "deepwiki.stream.close_code";
    public const string CloseReason = "deepwiki.stream.close_reason";
    public const string Outcome = "deepwiki.stream.outcome";
    public const string JobId = "deepwiki.job.id";
    public const string JobKind = "deepwiki.job.kind";
    public const string JobCommit = "deepwiki.job.commit";
    public const string JobFiles = "deepwiki.job.files";
    public const string JobChunks = "deepwiki.job.chunks";
    public const string JobEmbedded = "deepwiki.job.embedded";
    public const string JobReused = "deepwiki.job.reused";
    public const string JobSkipped = "deepwiki.job.skipped";
    public const string JobState = "deepwiki.job.state";
    public const string JobOutcome = "deepwiki.job.outcome";

    public const string ActiveChats = "deepwiki.chat.active";
    public const string ActiveJobs = "deepwiki.jobs.active";
    public const string FirstDelta = "deepwiki.chat.first_delta";
    public const string EmbeddedTexts = "deepwiki.embeddings.texts";
    public const string QueueDepth = "deepwiki.queue.depth";
    public const string ModelDuration = "gen_ai.client.operation.duration";
    public const string StatusCode = "http.response.status_code";
    public const string RequestDuration = "http.server.request.duration";
    public const string Connections = "db.client.connection.count";
    public const string ConnectionState = "db.client.connection.state";
    public const string HeapSize = "dotnet.gc.last_collection.heap.size";
    public const string CpuTime = "dotnet.process.cpu.time";
}
