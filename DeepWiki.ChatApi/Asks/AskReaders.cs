using DeepWiki.ChatApi.Asks.Logs;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Opens readers of asks: at this replica when it answers, else over the log in Redis.</summary>
internal sealed class AskReaders(AskRegistry registry, AskStores stores, AskTakeover takeover)
{
    /// <summary>A reader of the frames behind a number.</summary>
    /// <param name="ask">The ask.</param>
    /// <param name="after">Number of the last frame seen; 0 for none.</param>
    /// <param name="wake">Called when there may be something to read.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.UnknownAsk"/> or <see cref="ErrorCode.ResumeLost"/>.</exception>
    public async Task<IFrameReader> OpenAsync(string ask, long after, Action wake, CancellationToken cancellationToken)
    {
        if (registry.Find(ask) is { } running)
        {
            return after <= running.Frames.Count ? running.Frames.Open(after, wake) : throw Lost(running.Frames.Count);
        }

        if (await stores.Log.FindAsync(ask, cancellationToken) is null)
        {
            throw Unknown();
        }

        var last = await stores.Log.FindLastAsync(ask, cancellationToken);
        return after <= last ? new RemoteReader(stores.Log, ask, after, wake, token => takeover.RescueAsync(ask, token)) : throw Lost(last);
    }

    /// <summary>A reader from the first frame on, for who asks the same again, and the conversation of the ask.</summary>
    public async Task<(IFrameReader Reader, string Conversation)> JoinAsync(string ask, Action wake, CancellationToken cancellationToken)
    {
        // The id is noted before the ask is accepted, which takes a moment.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var reader = await OpenAsync(ask, 0, wake, cancellationToken);
                var facts = registry.Find(ask)?.Facts ?? await stores.Log.FindAsync(ask, cancellationToken) ?? throw Unknown();
                return (reader, facts.Conversation);
            }
            catch (DeepWikiException error) when (error.Code == ErrorCode.UnknownAsk && attempt < 40)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }

    /// <summary>The ask that a message came from; null when it is not known.</summary>
    public Task<string?> FindAskAsync(string message, CancellationToken cancellationToken) =>
        stores.Conversations.FindAskOfAsync(message, cancellationToken);

    private static DeepWikiException Unknown() =>
        new(ErrorCode.UnknownAsk, "There is no such ask, or it ended too long ago. Its conversation has the text if it was finished.");

    private static DeepWikiException Lost(long last) =>
        new(ErrorCode.ResumeLost, $"Only frames up to {last} are kept of this ask. Read its conversation, or ask again.");
}
