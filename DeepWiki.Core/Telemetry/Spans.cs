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

    /// <summary>One call of a function by a model; the name is followed by the function, as the conventions for <c>gen_ai</c> spans say.</summary>
    public const string ExecuteTool = "execute_tool";

    /// <summary>One attempt at a job, from claim to its end.</summary>
    public const string JobRun = "job.run";
    public const string JobFetch = "job.fetch";

    /// <summary>Stage from the tree to stored chunks: the spans below it run side by side, batch by batch.</summary>
    public const string JobWrite = "job.write";

    /// <summary>Files are chosen, read and cut, all of them in one span.</summary>
    public const string JobChunk = "job.chunk";

    /// <summary>One batch gets its embeddings, known ones included.</summary>
    public const string JobEmbed = "job.embed";

    /// <summary>One batch is stored.</summary>
    public const string JobStore = "job.store";

    /// <summary>Chunks that an earlier outage left without an embedding get one; only where there are any.</summary>
    public const string JobFill = "job.fill";
    public const string JobActivate = "job.activate";

    /// <summary>One page of a wiki, written by whichever Indexer claimed it.</summary>
    public const string WikiPage = "wiki.page";
    public const string Migrate = "storage.migrate";

    /// <summary>Redis spans are called as their commands, such as SQL's are as statement and table.</summary>
    public const string RedisGet = "GET";
    public const string RedisSet = "SET";
    public const string RedisDelete = "DEL";
    public const string RedisTake = "GETDEL";

    public const string FirstDeltaEvent = "first_delta";
}
