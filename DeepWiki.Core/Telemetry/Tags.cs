namespace DeepWiki.Core.Telemetry;

/// <summary>Names of span and metric attributes: OpenTelemetry's own where it has one, else <c>deepwiki.*</c>.</summary>
public static class Tags
{
    public const string Repository = "deepwiki.repository";
    public const string Transport = "deepwiki.transport";

    /// <summary>Intent of the request: question, research, outline, page, slidelist, slide or workshop.</summary>
    public const string RequestIntent = "deepwiki.request.intent";
    public const string Provider = "gen_ai.provider.name";
    public const string Model = "gen_ai.request.model";
    public const string Operation = "gen_ai.operation.name";
    public const string Stream = "gen_ai.request.stream";
    public const string Dimensions = "gen_ai.embeddings.dimension.count";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string FirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string ToolName = "gen_ai.tool.name";
    public const string ToolType = "gen_ai.tool.type";
    public const string ToolCallId = "gen_ai.tool.call.id";
    public const string TokenType = "gen_ai.token.type";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>The messages sent, only under <see cref="TelemetryOptions.RecordMessages"/>.</summary>
    public const string InputMessages = "gen_ai.input.messages";

    /// <summary>The answer, likewise.</summary>
    public const string OutputMessages = "gen_ai.output.messages";
    public const string Deltas = "deepwiki.stream.deltas";
    public const string Sources = "deepwiki.stream.sources";
    public const string CitationsSent = "deepwiki.citations.sent";
    public const string CitationsDropped = "deepwiki.citations.dropped";
    public const string CloseCode = "deepwiki.stream.close_code";

    /// <summary>The reason beside the close code as it is sent: the name of the error, empty for an answer that is complete.</summary>
    public const string CloseReason = "deepwiki.stream.close_reason";
    public const string Outcome = "deepwiki.stream.outcome";

    /// <summary>Name of the error, as clients see it, or type of an unhandled exception.</summary>
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    /// <summary>Slug of a page of a wiki.</summary>
    public const string WikiPage = "deepwiki.wiki.page";
    public const string JobId = "deepwiki.job.id";
    public const string JobKind = "deepwiki.job.kind";
    public const string JobCommit = "deepwiki.job.commit";
    public const string JobFiles = "deepwiki.job.files";
    public const string JobChunks = "deepwiki.job.chunks";
    public const string JobEmbedded = "deepwiki.job.embedded";
    public const string JobReused = "deepwiki.job.reused";
    public const string JobSkipped = "deepwiki.job.skipped";
    public const string JobOutcome = "deepwiki.job.outcome";

    /// <summary>State of the jobs counted: queued or running.</summary>
    public const string JobState = "deepwiki.job.state";
    public const string Degraded = "deepwiki.retrieval.degraded";
    public const string Chunks = "deepwiki.retrieval.chunks";
    public const string Hits = "deepwiki.retrieval.hits";
    public const string RetrievalMode = "deepwiki.retrieval.mode";
    public const string DatabaseSystem = "db.system.name";
    public const string DatabaseOperation = "db.operation.name";
    public const string DatabaseCollection = "db.collection.name";
}
