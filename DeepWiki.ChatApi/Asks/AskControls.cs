using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Cancels and concludes asks, on whichever replica they run.</summary>
internal sealed class AskControls(AskRegistry registry, AskLog log, ConversationKeys keys)
{
    /// <summary>Lets an ask end. One that has ended, or is not known, is left as it is.</summary>
    /// <param name="ask">The ask.</param>
    /// <param name="control"><see cref="AskControl.Cancel"/> or <see cref="AskControl.Conclude"/>.</param>
    /// <param name="caller">Caller who wants it.</param>
    /// <param name="key">Edit key of its conversation; null for none.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotOwner"/>.</exception>
    public async Task RunAsync(string ask, string control, AskCaller caller, string? key, CancellationToken cancellationToken)
    {
        var running = registry.Find(ask);
        if ((running?.Facts ?? await log.FindAsync(ask, cancellationToken)) is not { } facts)
        {
            return;
        }

        var isOwner = facts.Caller is not null && facts.Caller == caller.Name;
        if (!isOwner && !await keys.IsRightAsync(facts.Conversation, key, cancellationToken))
        {
            throw new DeepWikiException(ErrorCode.NotOwner, "Only who asked, or holds the edit key of the conversation, may end the answer.");
        }

        if (running is not null)
        {
            running.Control(control);
        }
        else
        {
            await log.ControlAsync(new AskControl(ask, control), facts.Replica, cancellationToken);
        }
    }

    /// <summary>True while this replica answers the ask.</summary>
    public bool IsRunning(string ask) => registry.Find(ask) is not null;

    /// <summary>Cancels an ask for the socket that asked.</summary>
    public void Cancel(string ask) => registry.Find(ask)?.Cancel();
}
