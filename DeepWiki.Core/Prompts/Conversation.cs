using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>Puts instructions, what was said before, and what is asked now in the order models expect.</summary>
internal static class Conversation
{
    public static List<ChatMessage> Build(string instructions, IReadOnlyList<ChatMessage> history, string ask)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, instructions) };

        // Earlier answers quote the repository, so they are no more to be trusted than it is.
        messages.AddRange(history.Select(turn => new ChatMessage(turn.Role, UntrustedText.Neutralize(turn.Text))));
        messages.Add(new(ChatRole.User, ask));
        return messages;
    }
}
