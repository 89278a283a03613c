using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Logs;

/// <summary>
/// A reader at a replica that does not answer: it reads the log in Redis, and sees to it that somebody goes on with an ask whose replica is gone.
/// </summary>
internal sealed class RemoteReader : IFrameReader
{
    private const int MaxAhead = 64;

    private readonly Channel<Frame> read = Channel.CreateBounded<Frame>(MaxAhead);
    private readonly CancellationTokenSource gone = new();
    private readonly Task reading;

    /// <param name="log">The log in Redis.</param>
    /// <param name="ask">The ask.</param>
    /// <param name="after">Number of the last frame seen; 0 for none.</param>
    /// <param name="wake">Called when there may be something to read.</param>
    /// <param name="rescue">Called now and then while nothing comes: takes over what nobody answers; gives the reason when that cannot be.</param>
    public RemoteReader(AskLog log, string ask, long after, Action wake, Func<CancellationToken, Task<DeepWikiException?>> rescue) =>
        reading = ReadAsync(log, ask, after, wake, rescue);

    public bool TryRead([NotNullWhen(true)] out Frame? frame) => read.Reader.TryRead(out frame);

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gone.Dispose();
    }

    private async Task ReadAsync(AskLog log, string ask, long after, Action wake, Func<CancellationToken, Task<DeepWikiException?>> rescue)
    {
        await foreach (var logged in log.FollowAsync(ask, after, gone.Token))
        {
            var frame = logged is null ? null : Frame.Parse(logged.Json, logged.Number == 0 ? null : logged.Number);
            if (frame is null && await rescue(gone.Token) is { } error)
            {
                frame = Frame.Create("error", ErrorMembers.From(error, partial: true));
            }

            if (frame is null)
            {
                continue;
            }

            await read.Writer.WriteAsync(frame, gone.Token);
            wake();
            if (frame.Type is "done" or "error")
            {
                return;
            }
        }
    }
}
