using System.Diagnostics.Metrics;

namespace DeepWiki.Core.Telemetry;

/// <summary>
/// Every metric instrument of the product. Durations are in seconds, as OpenTelemetry asks. Attributes have few values each: what callers
/// or repositories are called is for spans.
/// </summary>
public static class Instruments
{
    /// <summary>The jobs there are, by state. Whoever counts them makes the instrument, for as long as it counts.</summary>
    public const string QueueDepth = "deepwiki.queue.depth";

    private static readonly Meter Meter = DeepWikiTelemetry.Meter;

    public static UpDownCounter<long> ActiveChats { get; } =
        Meter.CreateUpDownCounter<long>("deepwiki.chat.active", "{stream}", "Answers that are being streamed.");

    public static Histogram<double> FirstDelta { get; } = Meter.CreateHistogram(
        "deepwiki.chat.first_delta", "s", "Time from a question to the first delta of its answer.", advice: Buckets.ModelSeconds);

    public static Histogram<double> ChatDuration { get; } = Meter.CreateHistogram(
        "deepwiki.chat.duration", "s", "Time from the accept of a streamed request to its end.", advice: Buckets.AnswerSeconds);

    public static Counter<long> Deltas { get; } = Meter.CreateCounter<long>("deepwiki.chat.deltas", "{delta}", "Deltas of answers sent.");

    public static Histogram<double> RetrievalDuration { get; } = Meter.CreateHistogram(
        "deepwiki.retrieval.duration", "s", "Time to find the evidence for a question, or the list of a search.", advice: Buckets.RetrievalSeconds);

    public static UpDownCounter<long> ActiveJobs { get; } =
        Meter.CreateUpDownCounter<long>("deepwiki.jobs.active", "{job}", "Jobs that this worker runs.");

    public static Histogram<double> QueueWait { get; } = Meter.CreateHistogram(
        "deepwiki.queue.wait", "s", "Time from the queueing of a job to its first claim.", advice: Buckets.WaitSeconds);

    public static Histogram<double> JobDuration { get; } = Meter.CreateHistogram(
        "deepwiki.job.duration", "s", "Time from the claim of a job to the end of this attempt.", advice: Buckets.JobSeconds);

    public static Counter<long> EmbeddedTexts { get; } =
        Meter.CreateCounter<long>("deepwiki.embeddings.texts", "{text}", "Texts that were embedded for an index.");

    public static Histogram<double> EmbeddingBatch { get; } = Meter.CreateHistogram(
        "deepwiki.embeddings.batch.duration", "s", "Time to embed one batch of texts for an index.", advice: Buckets.ModelSeconds);

    public static Histogram<double> ModelDuration { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "GenAI operation duration.", advice: Buckets.ModelSeconds);

    public static Histogram<double> ModelFirstChunk { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "Time from a request to a model to the first chunk of its answer.", advice: Buckets.ModelSeconds);

    public static Histogram<long> TokenUsage { get; } = Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.", advice: Buckets.Tokens);
}
