using DeepWiki.ChatApi.Chat.Requests;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Tells what a request wants.</summary>
internal static class RequestIntents
{
    public static RequestIntent Of(ChatRequest request)
    {
        if (ResearchTopic.IsResearch(request.Messages))
        {
            return RequestIntent.Research;
        }

        var text = request.Question;
        return OutlineMarks.Parse(text) is not null ? RequestIntent.Outline
            : PageMarks.Parse(text) is not null ? RequestIntent.Page
            : Has(text, "<div class=\"slide\">") ? RequestIntent.Slide
            : Has(text, "numbered list") && Has(text, "slide") ? RequestIntent.SlideList
            : Has(text, "workshop") && IsLong(text) ? RequestIntent.Workshop
            : RequestIntent.Question;
    }

    // A question may speak of a workshop; the client's prompt for one is a page long.
    private static bool IsLong(string text)
    {
        const int MinPromptLength = 500;
        return text.Length >= MinPromptLength;
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
