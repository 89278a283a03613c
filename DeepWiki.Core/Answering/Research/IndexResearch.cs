using System.Runtime.CompilerServices;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Models.Tracing;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Core.Answering.Research;

/// <summary>
/// Researches without a model: the index itself takes the question apart, the rounds quote what bears on each part, and the conclusion orders the best of it.
/// The same index gives the same text, byte for byte.
/// </summary>
internal sealed class IndexResearch(AspectFinder finder)
{
    /// <summary>Streams the research.</summary>
    public async IAsyncEnumerable<AnswerEvent> RunAsync(
        AnswerRequest request, ResearchRounds rounds, AnswerContext found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = new ModelOperation(
            Spans.ModelChat, request.Model.TelemetryProvider, request.Model.Model, request.Model.IsListed, server: null);
        var shown = new ShownLines([]);
        var draft = new AnswerDraft(shown, new VerifiedText(request, new DeepResearchTask(found), shown.Blocks));
        var outline = new ResearchOutline(found.Question, request.Language);
        yield return new AnswerProgress("retrieve");
        var findings = found.Blocks.Count == 0 ? [] : await finder.FindAsync(request.Index, found, cancellationToken);
        do
        {
            yield return rounds.Begin(isEmpty: findings.Count == 0);
            var (texts, blocks) = findings.Count == 0 ? (ExtractiveAnswer.Write(found, null), found.Blocks) : Round(rounds, outline, findings);
            shown.Add(blocks);
            var added = shown.TakeNew();
            if (added.Count > 0)
            {
                yield return new AnswerSources(added, found.IsDegraded);
            }

            foreach (var item in Write(draft, $"## {rounds.Title}\n\n", texts))
            {
                yield return item;
            }

            yield return rounds.End(added.Count);

            // A research is made in no time: let others have their turn between its rounds.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (!rounds.IsLast);

        call.Complete();
        yield return draft.Text.Citations;
        if (rounds.IsConcluded)
        {
            yield return new AnswerEnding(AnswerEndReason.Concluded);
        }
    }

    private static (IReadOnlyList<string> Texts, IReadOnlyList<ContextBlock> Blocks) Round(
        ResearchRounds rounds, ResearchOutline outline, IReadOnlyList<AspectFinding> findings)
    {
        if (rounds.IsLast)
        {
            return ([.. outline.Conclude(findings)], [.. findings.SelectMany(finding => finding.Blocks)]);
        }

        if (rounds.Current == 1)
        {
            return ([outline.Plan(findings) + "\n"], []);
        }

        var own = rounds.Share(findings);
        return ([.. own.Select(outline.Update)], [.. own.SelectMany(finding => finding.Blocks)]);
    }

    private static IEnumerable<AnswerEvent> Write(AnswerDraft draft, string heading, IEnumerable<string> texts)
    {
        foreach (var text in texts.Prepend(heading))
        {
            foreach (var item in draft.Text.Push(text))
            {
                yield return item;
            }
        }

        foreach (var item in draft.Text.Finish())
        {
            yield return item;
        }
    }
}
