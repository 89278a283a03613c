using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Answering.Requests;

namespace DeepWiki.ChatApi.Legacy.Intents;

/// <summary>A research as the client runs it: it sends the whole conversation again with each round, and its own words to go on.</summary>
internal static class ResearchMarks
{
    private const string Tag = "[DEEP RESEARCH]";

    /// <summary>Null when no message bears the client's tag.</summary>
    public static ResearchIntent? Parse(IReadOnlyList<ConversationTurn> messages)
    {
        if (!messages.Any(turn => turn.Role == "user" && turn.Content.Contains(Tag, StringComparison.Ordinal)))
        {
            return null;
        }

        var answers = messages.Where(turn => turn.Role == "assistant").Select(turn => turn.Content).ToList();
        var first = messages.First(turn => turn.Role == "user").Content;
        return new ResearchIntent(WithoutTag(first), answers.Count + 1, answers);
    }

    public static string WithoutTag(string text) => text.Replace(Tag, "", StringComparison.Ordinal).Trim();
}
