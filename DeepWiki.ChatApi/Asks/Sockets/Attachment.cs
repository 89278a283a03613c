using DeepWiki.ChatApi.Asks.Logs;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>An ask or a subscription that a socket reads under an id of its client.</summary>
internal sealed class Attachment(string id, bool isSubscription) : IAsyncDisposable
{
    public string Id => id;

    public bool IsSubscription => isSubscription;

    /// <summary>Ends what comes before the first frame.</summary>
    public CancellationTokenSource Leaving { get; } = new();

    /// <summary>The ask; null for a subscription, and until it is accepted.</summary>
    public string? Ask { get; set; }

    /// <summary>True when this socket asked, and so may cancel.</summary>
    public bool IsAsker { get; set; }

    /// <summary>Reads the frames; null until there are some.</summary>
    public IFrameReader? Reader { get; set; }

    /// <summary>Members of the first frame that are for this client alone.</summary>
    public string Extra { get; set; } = "";

    /// <summary>Word of the client that came before the ask was accepted; null for none.</summary>
    public string? Control { get; set; }

    /// <summary>Work that leads to the first frame.</summary>
    public Task Starting { get; set; } = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Leaving.CancelAsync();
        await Starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Reader is not null)
        {
            await Reader.DisposeAsync();
        }

        Leaving.Dispose();
    }
}
