using System.Runtime.CompilerServices;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Models.Tracing;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using DeepWiki.Core.Wikis.Pages;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>
/// Answers without a model, key or network: it orders, quotes and counts the evidence. The same evidence gives the same text, byte for byte. Telemetry
/// sees it as a call to provider <c>local</c>.
/// </summary>
internal sealed class ExtractiveAnswerGenerator(IOptions<TelemetryOptions> telemetry) : IAnswerGenerator
{
    public async IAsyncEnumerable<AnswerEvent> GenerateAsync(
        AnswerRequest request, AnswerTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return task.Sources;

        using var call = new ModelOperation(
            Spans.ModelChat, request.Model.TelemetryProvider, request.Model.Model, request.Model.IsListed, server: null);
        call.Describe(Tags.Stream, true);
        if (telemetry.Value.RecordMessages && QuestionOf(task) is { } question)
        {
            call.Record([new ChatMessage(ChatRole.User, question)]);
        }

        var text = new VerifiedText(request, task, task.Sources.Blocks);
        foreach (var written in Write(request, task, call))
        {
            cancellationToken.ThrowIfCancellationRequested();
            call.Note(new ChatResponseUpdate(ChatRole.Assistant, written) { ModelId = request.Model.Model });
            foreach (var item in text.Push(written))
            {
                yield return item;
            }

            // An answer is made in no time: let others have their turn between its deltas.
            await Task.Yield();
        }

        foreach (var rest in text.Finish())
        {
            yield return rest;
        }

        call.Note(new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop });
        call.Complete();
        yield return text.Citations;
    }

    private static string? QuestionOf(AnswerTask task) => task switch
    {
        QuestionTask question => question.Found.Question,
        ResearchTask research => research.Found.Question,
        _ => null,
    };

    private static IReadOnlyList<string> Write(AnswerRequest request, AnswerTask task, ModelOperation call)
    {
        try
        {
            return Write(request, task);
        }
        catch (Exception exception)
        {
            call.Fail(Failures.TypeOf(exception));
            throw;
        }
    }

    // It has no window that evidence must fit into; a question of any length is cut.
    private static IReadOnlyList<string> Write(AnswerRequest request, AnswerTask task) => task switch
    {
        QuestionTask question => ExtractiveAnswer.Write(PromptBudget.Fit(question.Found, null, TokenEstimate.Counter), Previous(request)),
        ResearchTask { Found.Research: { } round } research => ExtractiveResearch.Write(PromptBudget.Fit(research.Found, null, TokenEstimate.Counter), round),
        OutlineTask outline => [.. OutlineText.Write(null, request, outline)],
        PageTask page => PageWriter.Write(page.Facts),
        PresentationTask { Presentation.Form: PresentationForm.SlideList } list => SlideWriter.SlideList(list.Facts),
        PresentationTask { Presentation.Form: PresentationForm.Slide } slide => SlideWriter.Slide(slide.Facts, slide.Facts.Title),
        PresentationTask workshop => SlideWriter.Workshop(workshop.Facts),
        _ => throw new NotSupportedException(task.GetType().Name),
    };

    // A question that says little is read with the one before it.
    private static string? Previous(AnswerRequest request) =>
        PromptBudget.FitHistory(request.History, null, TokenEstimate.Counter).LastOrDefault(message => message.Role == ChatRole.User)?.Text is { } text
        && !string.IsNullOrWhiteSpace(text) ? UntrustedText.Neutralize(text) : null;
}
