using System.Text.Json;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Replay;
using DeepWiki.ChatApi.Chat;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Answers an ask to its end, whoever reads it, and stores what was said.</summary>
internal sealed partial class AskRunner(
    ChatEngine engine, ChatDrain drain, AskStores stores, SourceStore sources, ModelPrices prices, ILogger<AskRunner> logger)
{
    /// <summary>The span, counters and place of an answer.</summary>
    public ChatAnswer Begin(string transport, TimeSpan indexWait) => engine.Start(transport, indexWait, hasOwnTrace: true);

    /// <summary>Answers; throws nothing.</summary>
    public async Task RunAsync(AskRun run, ChatAnswer answer)
    {
        var ask = run.Ask;
        var writer = new AskWriter(ask, run.Repository, run.Question.Model, sources, prices);
        using var right = run.Right;
        await using (answer)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(ask.Cancelled, drain.Over);
            try
            {
                await WriteAsync(run, answer, writer, ended.Token);
                writer.Finish(isCancelled: false);
                answer.Complete();
            }
            catch (Exception) when (ask.IsSuperseded)
            {
                answer.ClientGone(ChatSocket.LostConnection, "superseded");
                return;
            }
            catch (Exception) when (drain.Over.IsCancellationRequested && ask.Facts.IsDeterministic && ask.Frames.IsDurable)
            {
                // Without a last frame another replica takes it over and says the same.
                answer.Fail(ChatCapacity.Stopping());
                return;
            }
            catch (Exception) when (drain.Over.IsCancellationRequested)
            {
                Fail(answer, writer, new DeepWikiException(ErrorCode.Interrupted, "The server was stopped before the answer was whole."));
            }
            catch (Exception) when (ask.Cancelled.IsCancellationRequested)
            {
                writer.Finish(isCancelled: true);
                answer.ClientGone(1000, "cancelled");
            }
            catch (Exception exception)
            {
                Fail(answer, writer, answer.ToClientError(exception));
            }

            await StoreAsync(ask, writer.Commit);
            await ask.Frames.CompleteAsync();
        }
    }

    private async Task WriteAsync(AskRun run, ChatAnswer answer, AskWriter writer, CancellationToken cancellationToken)
    {
        var ask = run.Ask;
        var observer = new AnswerObserver
        {
            Indexing = status => ask.Frames.Tell(Progress(status)),
            Indexed = index => UseAsync(run, writer, index, cancellationToken),
            Commit = run.Replayed is null ? null : ask.Facts.Commit,
            Conclude = ask.Concluding,
        };
        ask.Frames.Tell(new ProgressMembers("retrieve", 0, null, null, null, null));
        await foreach (var item in answer.RunAsync(run.Question, run.Repository, run.Intent, observer, cancellationToken))
        {
            foreach (var unsaid in run.Replayed?.Match(item) ?? [item])
            {
                await writer.WriteAsync(unsaid, cancellationToken);
                await ask.Frames.WaitForReadersAsync(cancellationToken);
            }

            if (item is AnswerSources)
            {
                ask.Frames.Tell(new ProgressMembers("model", 0, null, null, null, null));
            }
        }

        if (run.Replayed is { IsExhausted: false })
        {
            throw ReplayedFrames.Differs();
        }
    }

    private async Task UseAsync(AskRun run, AskWriter writer, ActiveIndex index, CancellationToken cancellationToken)
    {
        if (run.Replayed is not null && index.Commit != run.Ask.Facts.Commit)
        {
            throw new DeepWikiException(ErrorCode.Interrupted, "The repository has changed since the answer began. Ask again.");
        }

        writer.Use(index);
        if (run.Ask.Frames.IsDurable)
        {
            await stores.Log.NoteCommitAsync(run.Ask.Id, index.Commit, cancellationToken);
        }
    }

    /// <summary>Fills the place of the answer in its conversation.</summary>
    public async Task StoreAsync(RunningAsk ask, string? commit)
    {
        try
        {
            var facts = JsonSerializer.Serialize(ask.Transcript.ToFacts(), Frame.Json);
            await stores.Conversations.CompleteAsync(ask.Facts.Message, ask.Transcript.Text, commit, facts, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The answer was given; only its place in the conversation stays empty.
            LogNotStored(ask.Id, exception);
        }
    }

    private static void Fail(ChatAnswer answer, AskWriter writer, DeepWikiException error)
    {
        writer.Fail(error);
        answer.Fail(error);
    }

    private static ProgressMembers Progress(JobStatus status) =>
        new("index", status.Done, status.Total, status.Unit, $"job_{status.Id}", status.Stage);

    [LoggerMessage(Level = LogLevel.Error, Message = "Answer of {Ask} could not be stored in its conversation")]
    private partial void LogNotStored(string ask, Exception exception);
}
