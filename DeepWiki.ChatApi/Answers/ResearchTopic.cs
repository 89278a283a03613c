using DeepWiki.ChatApi.Chat.Requests;

namespace DeepWiki.ChatApi.Answers;

/// <summary>Where a research stands: the client sends the whole conversation again with each round, and its own words to go on.</summary>
/// <param name="Text">The first question, without its tag, in every round.</param>
/// <param name="Round">From 1; answers so far and one.</param>
/// <param name="Answers">The answers so far.</param>
internal sealed record ResearchTopic(string Text, int Round, IReadOnlyList<string> Answers)
{
    /// <summary>The round that concludes, as every later one does.</summary>
    public const int LastRound = 5;

    private const string Tag = "[DEEP RESEARCH]";

    /// <summary>The line its answer begins with.</summary>
    public string Heading => Round switch
    {
        1 => "## Research Plan",
        < LastRound => $"## Research Update {Round}",
        _ => "## Final Conclusion",
    };

    public bool IsLast => Round >= LastRound;

    public static bool IsResearch(IReadOnlyList<ConversationTurn> messages) =>
        messages.Any(turn => turn.Role == "user" && turn.Content.Contains(Tag, StringComparison.Ordinal));

    public static ResearchTopic Of(IReadOnlyList<ConversationTurn> messages)
    {
        var answers = messages.Where(turn => turn.Role == "assistant").Select(turn => turn.Content).ToList();
        var first = messages.First(turn => turn.Role == "user").Content;
        return new ResearchTopic(WithoutTag(first), answers.Count + 1, answers);
    }

    public static string WithoutTag(string text) => text.Replace(Tag, "", StringComparison.Ordinal).Trim();
}
