using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// One answer from accept to close, for whatever transport: its span, its counters and the reason it ended. The transport reads the
/// deltas and says how it went.
/// </summary>
internal sealed partial class ChatAnswer : IAsyncDisposable
{
    private readonly QuestionChecker checker;
    private readonly ChatEngine engine;
    private readonly ChatCapacity capacity;
    private readonly ILogger logger;
    private readonly Activity? activity;
    private readonly long accepted = Stopwatch.GetTimestamp();
    private readonly string transport;
    private readonly TimeSpan indexWait;
    private TagList measured;
    private long asked;
    private bool running;
    private int deltas;
    private int sources;
    private long? inputTokens;
    private long? outputTokens;
    private string outcome = "failed";
    private int closeCode = 1011;
    private string closeReason = "";

    public ChatAnswer(QuestionChecker checker, ChatEngine engine, ChatCapacity capacity, ILogger logger, AnswerTrace trace, TimeSpan indexWait)
    {
        (this.checker, this.engine, this.capacity) = (checker, engine, capacity);
        (this.logger, transport, this.indexWait) = (logger, trace.Transport, indexWait);
        activity = trace.Start();
        measured.Add(Tags.Transport, transport);
    }

    /// <summary>Trace of the answer; empty when none is recorded.</summary>
    public string TraceId => activity?.TraceId.ToHexString() ?? "";

    /// <summary>The text of the answer to a request of the published protocol, checked first.</summary>
    public async IAsyncEnumerable<string> RunAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var intent = IntentReader.Read(request);
        Describe(intent);
        var question = await CheckAsync(request, cancellationToken);
        Enter();
        var repository = await OpenAsync(question, cancellationToken);
        await foreach (var item in RunAsync(question, repository, intent, AnswerObserver.None, cancellationToken))
        {
            if (item is AnswerDelta delta)
            {
                yield return delta.Text;
            }
        }
    }

    /// <summary>Checks a question by all rules that cost nothing.</summary>
    /// <exception cref="DeepWikiException">It breaks one.</exception>
    public async Task<CheckedQuestion> CheckAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var question = await checker.CheckAsync(request, activity, cancellationToken);
        measured.Add(Tags.Provider, question.Model.TelemetryProvider);
        return question;
    }

    /// <summary>Says what kind of answer is wanted.</summary>
    public void Describe(AnswerIntent intent)
    {
        asked = Stopwatch.GetTimestamp();
        activity?.SetTag(Tags.RequestIntent, intent.Name);
        measured.Add(Tags.RequestIntent, intent.Name);
    }

    /// <summary>Takes a place among the answers that run; it is given back when this is disposed.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> or <see cref="ErrorCode.ServerStopping"/>.</exception>
    public void Enter()
    {
        capacity.StartAnswer();
        running = true;
        Instruments.ActiveChats.Add(1);
    }

    /// <summary>Sees that the caller can read the repository.</summary>
    /// <exception cref="DeepWikiException">The caller cannot.</exception>
    public Task<OpenedRepository> OpenAsync(CheckedQuestion question, CancellationToken cancellationToken) =>
        engine.OpenAsync(question, activity, cancellationToken);

    /// <summary>The events of the answer to a question that was checked.</summary>
    public async IAsyncEnumerable<AnswerEvent> RunAsync(
        CheckedQuestion question, OpenedRepository repository, AnswerIntent intent, AnswerObserver observer,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in await engine.AnswerAsync(question, repository, intent, observer, indexWait, cancellationToken))
        {
            Describe(item);
            if (item is AnswerDelta && deltas++ == 0)
            {
                activity?.AddEvent(new(Spans.FirstDeltaEvent));
                Instruments.FirstDelta.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds, measured);
            }

            yield return item;
        }
    }

    /// <summary>The answer was sent whole.</summary>
    public void Complete() => (outcome, closeCode) = ("completed", 1000);

    public void ClientGone(int code, string reason) => (outcome, closeCode, closeReason) = ("client_gone", code, reason);

    public void Fail(DeepWikiException error)
    {
        (outcome, closeCode, closeReason) = ("failed", ErrorTable.Row(error.Code).CloseCode, error.Code.Name());
        activity.Fail(closeReason);
    }

    /// <summary>Turns whatever happened into an error a client may see; an unhandled one goes to the log.</summary>
    public DeepWikiException ToClientError(Exception exception)
    {
        if (exception is DeepWikiException known)
        {
            return known;
        }

        var traceId = (activity ?? Activity.Current)?.TraceId.ToHexString() ?? "none";
        LogAnswerFailed(exception, traceId);
        return DeepWikiException.Internal(traceId);
    }

    public ValueTask DisposeAsync()
    {
        if (running)
        {
            capacity.EndAnswer();
            Instruments.ActiveChats.Add(-1);
        }

        Instruments.Deltas.Add(deltas);
        measured.Add(Tags.Outcome, outcome);
        Instruments.ChatDuration.Record(Stopwatch.GetElapsedTime(accepted).TotalSeconds, measured);
        activity?.SetTag(Tags.Deltas, deltas).SetTag(Tags.CloseCode, closeCode).SetTag(Tags.CloseReason, closeReason).SetTag(Tags.Outcome, outcome);
        LogAnswerEnded(transport, outcome, closeCode, deltas, (long)Stopwatch.GetElapsedTime(accepted).TotalMilliseconds);
        activity?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Describe(AnswerEvent item)
    {
        _ = item switch
        {
            AnswerSources found => activity?.SetTag(Tags.Sources, sources += found.Blocks.Count).SetTag(Tags.Degraded, found.IsDegraded),
            AnswerUsage usage => activity?.SetTag(Tags.InputTokens, inputTokens = Add(inputTokens, usage.InputTokens))
                .SetTag(Tags.OutputTokens, outputTokens = Add(outputTokens, usage.OutputTokens)),
            AnswerCitations citations => activity?.SetTag(Tags.CitationsSent, citations.Sent).SetTag(Tags.CitationsDropped, citations.Dropped),
            _ => activity,
        };
    }

    // An answer may take several calls; null is one that does not say.
    private static long? Add(long? sum, long? more) => more is null ? sum : (sum ?? 0) + more;

    [LoggerMessage(Level = LogLevel.Information, Message = "Answer over {Transport} ended: {Outcome}, code {Code}, {Deltas} deltas, {Milliseconds} ms")]
    private partial void LogAnswerEnded(string transport, string outcome, int code, int deltas, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in an answer (trace {TraceId})")]
    private partial void LogAnswerFailed(Exception exception, string traceId);
}
