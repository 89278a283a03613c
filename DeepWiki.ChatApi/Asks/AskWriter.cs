using System.Diagnostics;
using DeepWiki.ChatApi.Asks.Transcripts;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Writes the events of an answer as frames of its ask.</summary>
internal sealed class AskWriter(RunningAsk ask, OpenedRepository repository, ResolvedModel model, SourceStore sources, ModelPrices prices)
{
    private const int MaxText = 1024 * 1024;
    private const int MaxFrames = 20_000;
    private const int MaxDelta = 4 * 1024;
    private const int MaxPreview = 300;

    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, string?> blobs = new(StringComparer.Ordinal);
    private ActiveIndex? index;
    private int? round;
    private long? retrieved;
    private long? firstDelta;
    private long inputTokens;
    private long outputTokens;
    private bool isEstimated = !model.IsLocal;
    private AnswerCitations counts = new(0, 0);
    private AnswerEndReason? ending;

    /// <summary>Commit of the answer; null until it is known.</summary>
    public string? Commit => index?.Commit;

    private AnswerTranscript Transcript => ask.Transcript;

    private long Elapsed => (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    /// <summary>The index that all lines are from.</summary>
    public void Use(ActiveIndex pinned) => index = pinned;

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.AnswerTooLong"/>.</exception>
    public async Task WriteAsync(AnswerEvent item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case AnswerSources found:
                await WriteAsync(found, cancellationToken);
                break;
            case AnswerDelta delta:
                Write(delta.Text);
                break;
            case AnswerCitation citation:
                await WriteAsync(citation, cancellationToken);
                break;
            case AnswerProgress progress:
                ask.Frames.Tell(new ProgressMembers(progress.Stage, progress.Done, progress.Total, progress.Unit, progress.Job, progress.Message));
                break;
            case AnswerRound next:
                Write(next);
                break;
            case AnswerNotice notice:
                ask.Frames.Add("notice", new NoticeMembers(notice.Code, notice.Message));
                break;
            case AnswerUsage usage:
                isEstimated = usage.InputTokens is null || usage.OutputTokens is null;
                inputTokens += usage.InputTokens ?? 0;
                outputTokens += usage.OutputTokens ?? 0;
                break;
            case AnswerCitations sum:
                counts = sum;
                break;
            case AnswerEnding end:
                ending = end.Reason;
                break;
        }
    }

    /// <summary>The end of an answer, whole or cancelled.</summary>
    public void Finish(bool isCancelled)
    {
        // A cancelled answer has no count of its own.
        var sent = isCancelled ? Transcript.Citations.Count : counts.Sent;
        var usage = new UsageMembers(inputTokens, outputTokens, 0, isEstimated, prices.Cost(model.Provider, model.Model, inputTokens, outputTokens));
        Transcript.Usage = usage;
        ask.Frames.Add("usage", usage);
        var reason = isCancelled ? "cancelled"
            : ending switch
            {
                AnswerEndReason.Length => "length",
                AnswerEndReason.Concluded => "concluded",
                _ => "complete",
            };
        Transcript.Done = new DoneMembers(
            reason, ask.Facts.TraceId, ask.Facts.Message, Transcript.Length, sent > 0, Transcript.Sources.Count == 0 && sent == 0 && !isCancelled,
            new CitationCounts(sent, counts.Dropped), new AnswerTimings(retrieved, firstDelta, Elapsed));
        ask.Frames.Add("done", Transcript.Done);
    }

    public void Fail(DeepWikiException error)
    {
        Transcript.Error = ErrorMembers.From(error, ask.Facts.TraceId, Transcript.Length > 0);
        ask.Frames.Add("error", Transcript.Error);
    }

    private async Task WriteAsync(AnswerSources found, CancellationToken cancellationToken)
    {
        retrieved ??= Elapsed;
        if (index is not { } pinned || (found.Blocks.Count == 0 && found.IsDegraded is null))
        {
            return;
        }

        await FindBlobsAsync(found.Blocks.Select(block => block.Path), cancellationToken);
        var items = found.Blocks.Select(block => Item(block, pinned)).ToList();
        Transcript.Sources.AddRange(items);
        ask.Frames.Add("sources", new SourcesMembers(round, found.IsDegraded == true ? ["embeddings"] : null, items));
    }

    private SourceItem Item(ContextBlock block, ActiveIndex pinned) => new(
        block.Number, block.Path, block.StartLine, block.EndLine, pinned.Commit, blobs.GetValueOrDefault(block.Path), FileKinds.LanguageOf(block.Path),
        block.Symbol, block.Score, Cut(block.Text, MaxPreview), repository.LinkTo(pinned.Commit, block.Path, block.StartLine, block.EndLine));

    private async Task WriteAsync(AnswerCitation citation, CancellationToken cancellationToken)
    {
        await FindBlobsAsync([citation.Path], cancellationToken);
        var members = new CitationMembers(
            citation.Number, citation.Path, citation.StartLine, citation.EndLine, Commit ?? "", blobs.GetValueOrDefault(citation.Path), citation.Sha256,
            citation.Url, citation.At, citation.Length);
        Transcript.Citations.Add(members);
        ask.Frames.Add("citation", members);
    }

    private void Write(string text)
    {
        firstDelta ??= Elapsed;
        Transcript.Append(text);
        if (Transcript.Length > MaxText || ask.Frames.Count > MaxFrames)
        {
            throw new DeepWikiException(ErrorCode.AnswerTooLong, "The answer is longer than an answer may be, and was ended.");
        }

        while (text.Length > 0)
        {
            var part = Cut(text, MaxDelta);
            text = text[part.Length..];
            ask.Frames.Add("delta", new DeltaMembers(part, round));
        }
    }

    private void Write(AnswerRound next)
    {
        round = next.Index;
        var members = new RoundMembers(next.Index, next.Total, next.Title, next.IsDone ? "done" : "started", next.Sources);
        ask.Frames.Add("round", members);
        if (next.IsDone)
        {
            Transcript.Rounds.Add(members);
            round = null;
        }
    }

    private async Task FindBlobsAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var unknown = paths.Where(path => !blobs.ContainsKey(path)).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0 || index is not { } pinned)
        {
            return;
        }

        var found = await sources.FindBlobsAsync(pinned, unknown, cancellationToken);
        foreach (var path in unknown)
        {
            blobs[path] = found.GetValueOrDefault(path);
        }
    }

    // A surrogate pair is never cut.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
