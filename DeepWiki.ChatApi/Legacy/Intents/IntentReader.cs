using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Answering.Requests;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Legacy.Intents;

/// <summary>Reads what a request of the published client wants, which it says by nothing but marks in its prompts.</summary>
internal static class IntentReader
{
    // A question may speak of a workshop; the client's prompt for one is a page long.
    private const int MinWorkshopPromptLength = 500;

    public static AnswerIntent Read(ChatRequest request)
    {
        var text = request.Question;
        return ResearchMarks.Parse(request.Messages) ?? OutlineMarks.Parse(text) ?? PageMarks.Parse(text) ?? ReadPresentation(text)
            ?? (AnswerIntent)new QuestionIntent(text);
    }

    /// <summary>The messages before the last, of users and assistants alone: system messages of a client are accepted and not used.</summary>
    public static IReadOnlyList<ChatMessage> ReadHistory(ChatRequest request) =>
        [
            .. request.Messages.SkipLast(1).Where(turn => turn.Role != "system").Select(turn => turn.Role == "user"
                ? new ChatMessage(ChatRole.User, ResearchMarks.WithoutTag(turn.Content))
                : new ChatMessage(ChatRole.Assistant, turn.Content)),
        ];

    private static PresentationIntent? ReadPresentation(string text)
    {
        PresentationForm? form = Has(text, "<div class=\"slide\">") ? PresentationForm.Slide
            : Has(text, "numbered list") && Has(text, "slide") ? PresentationForm.SlideList
            : Has(text, "workshop") && text.Length >= MinWorkshopPromptLength ? PresentationForm.Workshop
            : null;
        return form is { } known ? new PresentationIntent(known, SlideMarks.TitleOf(text), text) : null;
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
