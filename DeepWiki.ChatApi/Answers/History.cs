using DeepWiki.ChatApi.Chat;
using DeepWiki.Core.Chunks;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Answers;

/// <summary>What was said before the last message.</summary>
internal static class History
{
    // What is tried when a model without a known window found everything too large.
    private const int SmallWindow = 16_000;

    /// <summary>Users and assistants alone: system messages of a client are accepted and not used.</summary>
    public static IReadOnlyList<ChatMessage> Before(ChatRequest request) =>
    [
        .. request.Messages.SkipLast(1)
            .Where(turn => turn.Role != "system")
            .Select(turn => new ChatMessage(turn.Role == "user" ? ChatRole.User : ChatRole.Assistant, turn.Content)),
    ];

    /// <summary>The window to fit into; smaller once all was too large.</summary>
    public static int? WindowOf(PreparedAsk ask, AnswerContext shown) => ask.Model.ContextTokens ?? (shown.IsLeftOut ? SmallWindow : null);
}
