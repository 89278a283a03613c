using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>The evidence a model is asked with, and the messages made of as much of it as it is shown in the end.</summary>
/// <param name="Found">The evidence that fits into the model's window.</param>
/// <param name="Build">Makes the messages.</param>
internal sealed record ModelPrompt(AnswerContext Found, Func<AnswerContext, List<ChatMessage>> Build)
{
    /// <summary>Format that the answer must have; null for text.</summary>
    public ChatResponseFormat? Format { get; init; }

    /// <summary>Number of blocks of the register that the model was shown before this prompt.</summary>
    public int ShownBefore { get; init; }

    /// <exception cref="NotSupportedException">The task has no prompt of this form.</exception>
    public static ModelPrompt Create(AnswerRequest request, AnswerTask task) =>
        task switch
        {
            QuestionTask question => new(
                PromptBudget.Fit(question.Found, request.Model.ContextTokens, request.Model.Tokens),
                shown => AnswerPrompt.Build(shown, HistoryFor(request, shown), request.LanguageName)),
            ResearchTask { Research: var round } research => new(
                PromptBudget.Fit(research.Found, request.Model.ContextTokens, request.Model.Tokens),
                shown => ResearchPrompt.Build(shown, HistoryFor(request, shown), round.Round, round.Heading, request.LanguageName)),
            PageTask { Facts: var page } order => new(
                Chosen(request, page.Title, page.Files), shown => PagePrompt.Build(page.Title, shown, order.Brief, request.LanguageName)),
            PresentationTask { Presentation: var presentation } material => new(
                Chosen(request, presentation.Instructions, material.Facts.Files),
                shown => PresentationPrompt.Build(shown, FormOf(presentation.Form), request.LanguageName, request.Model.ContextTokens)),
            _ => throw new NotSupportedException(task.GetType().Name),
        };

    /// <summary>The conversation that fits the model's window, which is taken for smaller once all was too large.</summary>
    private static IReadOnlyList<ChatMessage> HistoryFor(AnswerRequest request, AnswerContext shown) =>
        PromptBudget.FitHistory(
            request.History, request.Model.ContextTokens ?? (shown.IsLeftOut ? PromptBudget.SmallWindow : null), request.Model.Tokens);

    // Files that were chosen, not found.
    private static AnswerContext Chosen(AnswerRequest request, string question, IReadOnlyList<Data.Index.PageFile> files) =>
        new(
            question, request.RepositoryName,
            PromptBudget.Share([.. files.Select(file => file.Blocks)], request.Model.ContextTokens, request.Model.Tokens), [], [])
        {
            Language = request.Language,
        };

    private static string FormOf(PresentationForm form) => form switch
    {
        PresentationForm.SlideList => "a numbered list, one line a slide, each as \"N. Title: what it shows\",",
        PresentationForm.Slide => "the raw HTML of one slide, not in a code block,",
        _ => "Markdown, not in a code block,",
    };
}
