using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.Core.Answering.Events;
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
    private bool running;
    private int deltas;
    private string outcome = "failed";
    private int closeCode = 1011;
    private string closeReason = "";

    public ChatAnswer(QuestionChecker checker, ChatEngine engine, ChatCapacity capacity, ILogger logger, string transport, TimeSpan indexWait)
    {
        (this.checker, this.engine, this.capacity) = (checker, engine, capacity);
        (this.logger, this.transport, this.indexWait) = (logger, transport, indexWait);
        activity = DeepWikiTelemetry.Source.StartActivity(Spans.ChatStream);
        activity?.SetTag(Tags.Transport, transport).SetTag(Tags.Sources, 0);
        measured.Add(Tags.Transport, transport);
    }

    public async IAsyncEnumerable<string> RunAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        var intent = IntentReader.Read(request);
        activity?.SetTag(Tags.RequestIntent, intent.Name);
        measured.Add(Tags.RequestIntent, intent.Name);
        var question = await checker.CheckAsync(request, activity, cancellationToken);
        measured.Add(Tags.Provider, question.Model.TelemetryProvider);
        capacity.StartAnswer();
        running = true;
        Instruments.ActiveChats.Add(1);
        await foreach (var item in await engine.AnswerAsync(question, intent, activity, indexWait, cancellationToken))
        {
            if (item is not AnswerDelta delta)
            {
                Describe(item);
                continue;
            }

            if (deltas++ == 0)
            {
                activity?.AddEvent(new(Spans.FirstDeltaEvent));
                Instruments.FirstDelta.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds, measured);
            }

            yield return delta.Text;
        }
    }

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
            AnswerSources sources => activity?.SetTag(Tags.Sources, sources.Blocks.Count).SetTag(Tags.Degraded, sources.IsDegraded),
            AnswerUsage usage => activity?.SetTag(Tags.InputTokens, usage.InputTokens).SetTag(Tags.OutputTokens, usage.OutputTokens),
            AnswerCitations citations => activity?.SetTag(Tags.CitationsSent, citations.Sent).SetTag(Tags.CitationsDropped, citations.Dropped),
            _ => activity,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answer over {Transport} ended: {Outcome}, code {Code}, {Deltas} deltas, {Milliseconds} ms")]
    private partial void LogAnswerEnded(string transport, string outcome, int code, int deltas, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in an answer (trace {TraceId})")]
    private partial void LogAnswerFailed(Exception exception, string traceId);
}
