using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Prompts;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Answers;

/// <summary>What was said before the last message.</summary>
internal static class History
{
    /// <summary>Users and assistants alone: system messages of a client are accepted and not used.</summary>
    public static IReadOnlyList<ChatMessage> Before(ChatRequest request) =>
        [
            .. request
                .Messages.SkipLast(1)
                .Where(turn => turn.Role != "system")
                .Select(turn => new ChatMessage(
                    turn.Role == "user" ? ChatRole.User : ChatRole.Assistant, turn.Role == "user" ? ResearchTopic.WithoutTag(turn.Content) : turn.Content))
        ];

    /// <summary>The window to fit into; smaller once all was too large.</summary>
    public static int? WindowOf(AnswerRequest ask, AnswerContext shown) => ask.Model.ContextTokens ?? (shown.IsLeftOut ? PromptBudget.SmallWindow : null);
}
