using System.Diagnostics;
using System.Text;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Tracing;

/// <summary>
/// One call to a model as telemetry sees it, by OpenTelemetry's conventions for generative models: a client span and the metrics beside it.
/// No text but under <see cref="TelemetryOptions.RecordMessages"/>. Tokens are counted where the provider says how many there were, and nowhere else.
/// </summary>
internal sealed class ModelOperation : IDisposable
{
    // How metrics call a value that they do not list, lest callers choose how many series there are.
    private const string Other = "_OTHER";

    private const string Cancelled = "cancelled";

    private static readonly ChatFinishReason[] Reasons =
        [ChatFinishReason.Stop, ChatFinishReason.Length, ChatFinishReason.ToolCalls, ChatFinishReason.ContentFilter];

    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Activity? span;
    private readonly TagList metered;
    private readonly string model;
    private readonly bool isListed;
    private string? responseModel;
    private long? inputTokens;
    private long? outputTokens;
    private bool hasBegun;
    private string? finishReason;

    // Null unless messages are recorded.
    private StringBuilder? answer;

    // Until something else is known: the caller gave up.
    private string? error = Cancelled;

    /// <param name="operation">Operation as the conventions name it.</param>
    /// <param name="provider">Provider as the conventions name it.</param>
    /// <param name="model">Asked for.</param>
    /// <param name="isListed">True when configuration knows the model; others have their name on spans alone.</param>
    /// <param name="server">Address of the provider; null for one in this process.</param>
    public ModelOperation(string operation, string provider, string model, bool isListed, Uri? server)
    {
        (this.model, this.isListed) = (model, isListed);
        span = DeepWikiTelemetry.Source.StartActivity($"{operation} {model}", ActivityKind.Client);
        span?.SetTag(Tags.Operation, operation).SetTag(Tags.Provider, provider).SetTag(Tags.Model, model);
        metered = new TagList { { Tags.Operation, operation }, { Tags.Provider, provider }, { Tags.Model, isListed ? model : Other } };
        if (server is not null)
        {
            span?.SetTag(Tags.ServerAddress, server.Host).SetTag(Tags.ServerPort, server.Port);
            metered.Add(Tags.ServerAddress, server.Host);
            metered.Add(Tags.ServerPort, server.Port);
        }
    }

    public void Describe(string tag, object value) => span?.SetTag(tag, value);

    /// <summary>Records the messages on the span, and later the answer; nothing where no span is kept.</summary>
    public void Record(IEnumerable<ChatMessage> messages)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(Tags.InputMessages, RecordedMessages.Input(messages));
            answer = new StringBuilder();
        }
    }

    /// <summary>Takes note of one delta of a streamed answer.</summary>
    public void Note(ChatResponseUpdate update)
    {
        if (answer?.Length <= RecordedMessages.MaxCharacters)
        {
            answer.Append(update.Text);
        }

        // What a model thinks is filtered to nothing and is not its first word.
        if (!hasBegun && update.Text.Length > 0)
        {
            hasBegun = true;
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            span?.SetTag(Tags.FirstChunk, seconds).AddEvent(new ActivityEvent(Spans.FirstDeltaEvent));
            Instruments.ModelFirstChunk.Record(seconds, metered);
        }

        // A provider that sends nonsense, or a key, has not said which model it was.
        if (update.ModelId is { } name && ModelName.IsValid(name) && ReferenceEquals(SecretRedactor.RedactMessage(name), name))
        {
            responseModel = name;
        }

        if (update.FinishReason is { } reason)
        {
            // A provider's own word is nothing to count by.
            finishReason = Reasons.Contains(reason) ? reason.Value : Other;
            span?.SetTag(Tags.FinishReasons, (string[])[finishReason]);
        }

        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            NoteUsage(usage.Details);
        }
    }

    public void NoteUsage(UsageDetails? usage) =>
        (inputTokens, outputTokens) = (usage?.InputTokenCount ?? inputTokens, usage?.OutputTokenCount ?? outputTokens);

    public void Complete() => error = null;

    public void Fail(string type)
    {
        error = type;
        span.Fail(type);
    }

    public void Dispose()
    {
        var tags = metered;
        if (responseModel is not null)
        {
            span?.SetTag(Tags.ResponseModel, responseModel);
            tags.Add(Tags.ResponseModel, isListed && responseModel.StartsWith(model, StringComparison.Ordinal) ? responseModel : Other);
        }

        Count(Tags.InputTokens, "input", inputTokens, tags);
        Count(Tags.OutputTokens, "output", outputTokens, tags);
        if (error is not null)
        {
            span?.SetTag(Tags.ErrorType, error);
            tags.Add(Tags.ErrorType, error);
        }

        if (answer is not null)
        {
            span?.SetTag(Tags.OutputMessages, RecordedMessages.Output(answer.ToString(), finishReason));
        }

        Instruments.ModelDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        span?.Dispose();
    }

    private void Count(string tag, string type, long? tokens, TagList tags)
    {
        if (tokens is { } count)
        {
            span?.SetTag(tag, count);
            tags.Add(Tags.TokenType, type);
            Instruments.TokenUsage.Record(count, tags);
        }
    }
}
