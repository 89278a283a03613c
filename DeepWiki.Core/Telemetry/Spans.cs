namespace DeepWiki.Core.Telemetry;

/// <summary>Names of spans and their events.</summary>
public static class Spans
{
    /// <summary>One streamed request, from accept to close.</summary>
    public const string ChatStream = "chat.stream";

    /// <summary>One search for people, from the proof of access to its list.</summary>
    public const string Search = "search";
    public const string Metadata = "chat.metadata";
    public const string IndexWait = "chat.index_wait";
    public const string Retrieve = "retrieval";
    public const string RetrieveEmbedding = "retrieval.embedding";
    public const string Prompt = "prompt";

    /// <summary>A model call; the name is followed by the model, as the conventions for <c>gen_ai</c> spans say.</summary>
    public const string ModelChat = "chat";
    public const string ModelEmbeddings = "embeddings";

    /// <summary>One attempt at a job, from claim to its end.</summary>
    public const string JobRun = "job.run";
    public const string JobFetch = "job.fetch";
    public const string JobWrite = "job.write";
    public const string JobActivate = "job.activate";
    public const string Migrate = "storage.migrate";
    public const string Redis = "redis";

    public const string FirstDeltaEvent = "first_delta";
}
