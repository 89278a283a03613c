using DeepWiki.ChatApi.Chat.Requests;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Tells what a request wants.</summary>
internal static class AskKinds
{
    public static AskKind Of(ChatRequest request)
    {
        if (ResearchTopic.IsResearch(request.Messages))
        {
            return AskKind.Research;
        }

        var text = request.Question;
        return OutlineMarks.Parse(text) is not null ? AskKind.Outline
            : PageMarks.Parse(text) is not null ? AskKind.Page
            : Has(text, "<div class=\"slide\">") ? AskKind.Slide
            : Has(text, "numbered list") && Has(text, "slide") ? AskKind.SlideList
            : Has(text, "workshop") && IsLong(text) ? AskKind.Workshop
            : AskKind.Question;
    }

    // A question may speak of a workshop; the client's prompt for one is a page long.
    private static bool IsLong(string text)
    {
        const int ShortestPrompt = 500;
        return text.Length >= ShortestPrompt;
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
