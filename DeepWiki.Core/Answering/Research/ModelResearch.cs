using System.Runtime.CompilerServices;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Research;

/// <summary>
/// Researches with a model: it plans, writes each round from evidence and functions, and concludes from what the rounds found. The findings of a round are
/// handed on shortened; all lines of all rounds can be cited to the end.
/// </summary>
internal sealed class ModelResearch(ResearchPlanner planner, AspectFinder finder, Retriever retriever, ModelWriter writer)
{
    private const int MaxFindings = 4_000;
    private const int MaxCitedTokens = 10_000;

    /// <summary>Streams the research.</summary>
    public async IAsyncEnumerable<AnswerEvent> RunAsync(
        AnswerRequest request, ResearchRounds rounds, AnswerContext found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new RoundText();
        var shown = new ShownLines([]);
        var draft = new AnswerDraft(shown, new VerifiedText(request, new DeepResearchTask(found), shown.Blocks, text));
        var questions = new List<SubQuestion>();
        var findings = new List<ResearchFindings>();
        do
        {
            yield return rounds.Begin();
            text.Begin($"## {rounds.Title}");
            var before = shown.Blocks.Count;
            var written = rounds is { Current: 1, IsLast: false }
                ? PlanAsync(request, found, draft, questions, cancellationToken)
                : WriteAsync(request, rounds, found, draft, questions, findings, cancellationToken);
            var own = new ResearchFindings(rounds.Title);
            await foreach (var item in written.WithCancellation(cancellationToken))
            {
                own.Note(item);
                yield return item;
            }

            foreach (var item in draft.Text.Finish())
            {
                own.Note(item);
                yield return item;
            }

            findings.Add(own);
            yield return rounds.End(shown.Blocks.Count - before);
        }
        while (!rounds.IsLast);

        yield return draft.Text.Citations;
        if (draft.IsCut || rounds.IsConcluded)
        {
            yield return new AnswerEnding(rounds.IsConcluded ? AnswerEndReason.Concluded : AnswerEndReason.Length);
        }
    }

    private async IAsyncEnumerable<AnswerEvent> PlanAsync(
        AnswerRequest request,
        AnswerContext found,
        AnswerDraft draft,
        List<SubQuestion> questions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = PromptBudget.Fit(found, request.Model.ContextTokens, request.Model.Tokens);
        yield return new AnswerSources(draft.Shown.Add(first.Blocks), found.IsDegraded);
        draft.Shown.TakeNew();
        yield return new AnswerProgress("model", "Planning the research");
        var (planned, usage) = await planner.PlanAsync(request, first, cancellationToken);
        if (usage is not null)
        {
            yield return usage;
        }

        questions.AddRange(planned);
        if (questions.Count == 0)
        {
            questions.AddRange(await FallBackAsync(request, found, cancellationToken));
        }

        var outline = new ResearchOutline(found.Question, request.Language);
        foreach (var item in draft.Text.Push(outline.Plan([.. questions.Select(question => Markup.Plain(question.Text))])))
        {
            yield return item;
        }
    }

    private async Task<IEnumerable<SubQuestion>> FallBackAsync(AnswerRequest request, AnswerContext found, CancellationToken cancellationToken)
    {
        var outline = new ResearchOutline(found.Question, request.Language);
        var aspects = await finder.FindAsync(request.Index, found, cancellationToken);
        return aspects.Count == 0
            ? [new SubQuestion(found.Question, "")]
            : aspects.Select(finding => new SubQuestion(outline.Name(finding), string.Join(' ', finding.Subjects)));
    }

    private async IAsyncEnumerable<AnswerEvent> WriteAsync(
        AnswerRequest request,
        ResearchRounds rounds,
        AnswerContext found,
        AnswerDraft draft,
        List<SubQuestion> questions,
        List<ResearchFindings> findings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasFindings = findings.Exists(round => round.Cited.Count > 0);
        var own = !rounds.IsLast ? rounds.Share(questions) : hasFindings ? [] : questions;
        var shownBefore = draft.Shown.Blocks.Count;
        var context = rounds.IsLast && hasFindings
            ? found with { Blocks = Cited(draft.Shown, findings, request) }
            : await SearchAsync(request, found, own, rounds.IsLast, draft.Shown, cancellationToken);
        if (draft.Shown.TakeNew() is { Count: > 0 } added)
        {
            yield return new AnswerSources(added, context.IsDegraded);
        }

        var earlier = findings.Select(round => round.Shorten(MaxFindings)).Where(finding => finding.Length > 0).ToList();
        var prompt = new ModelPrompt(
            context,
            shown => rounds.IsLast
                ? DeepResearchPrompt.Conclude(shown, earlier, [.. questions.Select(question => question.Text)], request.LanguageName)
                : DeepResearchPrompt.Round(shown, earlier, [.. own.Select(question => question.Text)], request.LanguageName))
        { ShownBefore = shownBefore };

        // A conclusion looks no further, unless no round has looked at all.
        var budget = rounds.IsLast && rounds.Current > 2 ? null : ToolBudget.ResearchRound;
        await foreach (var item in writer.WriteAsync(request, prompt, draft, budget, cancellationToken))
        {
            yield return item;
        }
    }

    /// <summary>The evidence for sub-questions, numbered on.</summary>
    private async Task<AnswerContext> SearchAsync(
        AnswerRequest request, AnswerContext found, IReadOnlyList<SubQuestion> questions, bool isLast, ShownLines shown, CancellationToken cancellationToken)
    {
        var blocks = new List<ContextBlock>(isLast || questions.Count == 0 ? found.Blocks : []);
        var isDegraded = found.IsDegraded;
        foreach (var question in questions)
        {
            var query = new RetrievalQuery(QueryText.Shorten($"{question.Text} {question.Words}")) { Previous = found.Question };
            var result = await retriever.RetrieveAsync(request.Index, query, cancellationToken);
            blocks.AddRange(result.Blocks);
            isDegraded |= result.Degraded;
        }

        var distinct = blocks.DistinctBy(block => (block.Path, block.StartLine, block.EndLine)).ToList();
        var fitting = PromptBudget.Fit(
            found with { Blocks = distinct, IsDegraded = isDegraded }, request.Model.ContextTokens ?? PromptBudget.DefaultWindow, request.Model.Tokens);
        return fitting with { Blocks = [.. shown.Add(fitting.Blocks).DistinctBy(block => (block.Number, block.StartLine, block.EndLine))] };
    }

    /// <summary>The blocks that the findings cite, with the numbers they have.</summary>
    private static IReadOnlyList<ContextBlock> Cited(ShownLines shown, List<ResearchFindings> findings, AnswerRequest request)
    {
        var numbers = findings.SelectMany(round => round.Cited).ToHashSet();
        var most = Math.Min(MaxCitedTokens, (request.Model.ContextTokens ?? PromptBudget.DefaultWindow) / 4);
        return PromptBudget.Within(shown.Blocks.Where(block => numbers.Contains(block.Number)), most);
    }
}
