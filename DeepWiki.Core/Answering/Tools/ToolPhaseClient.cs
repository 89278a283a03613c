using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Stands between the calling and the model: once nothing more may be called, the model is told so with each request.</summary>
internal sealed class ToolPhaseClient(IChatClient inner, ToolSession session) : DelegatingChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        if (options?.Tools is { Count: > 0 } && session.IsOver)
        {
            // The functions stay named: some servers refuse results of functions that they do not know of.
            options = options.Clone();
            options.ToolMode = ChatToolMode.None;
        }

        await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken))
        {
            foreach (var call in update.Contents.OfType<FunctionCallContent>().Where(call => !session.Knows(call.Name)))
            {
                session.NoteUnknown();
            }

            yield return update;
        }
    }
}
