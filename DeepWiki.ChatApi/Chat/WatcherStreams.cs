using DeepWiki.ChatApi.Http.Bodies;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Streams of events to clients that watch something: bounded like sockets, and ended when the client leaves or the service stops.</summary>
internal sealed class WatcherStreams(ChatCapacity capacity, ChatDrain drain, TimeProvider time)
{
    private int open;

    /// <summary>Streams that are open now.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Runs one stream to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="run">Sends the events; returns when there are no more.</param>
    public async Task RunAsync(HttpContext context, Func<EventStream, CancellationToken, Task> run)
    {
        capacity.OpenSocket();
        Interlocked.Increment(ref open);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Stopping);
        try
        {
            var stream = new EventStream(context, time);
            await stream.BeginAsync(gone.Token);
            await run(stream, gone.Token);
        }
        catch (Exception exception) when (exception is ConnectionLostException || gone.IsCancellationRequested)
        {
            // The client left, or is to come back to another replica.
        }
        finally
        {
            Interlocked.Decrement(ref open);
            capacity.CloseSocket();
        }
    }
}
