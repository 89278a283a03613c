using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Counts what is open at once, for all callers together, and lets nothing begin once the service stops.</summary>
internal sealed class ChatCapacity(IOptions<ChatLimits> limits, ChatDrain drain)
{
    private int sockets;
    private int answers;

    /// <summary>Sockets and streams of events that are open.</summary>
    public int Sockets => Volatile.Read(ref sockets);

    /// <summary>Answers that are being given.</summary>
    public int Answers => Volatile.Read(ref answers);

    /// <summary>Memory that all questions under way share.</summary>
    public MemoryBudget Memory { get; } = new(limits.Value.MaxBufferedBytes);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> or <see cref="ErrorCode.ServerStopping"/>.</exception>
    public void OpenSocket()
    {
        ThrowIfStopping();
        if (Interlocked.Increment(ref sockets) > limits.Value.MaxSockets)
        {
            Interlocked.Decrement(ref sockets);
            throw MemoryBudget.Busy();
        }
    }

    public void CloseSocket() => Interlocked.Decrement(ref sockets);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> or <see cref="ErrorCode.ServerStopping"/>.</exception>
    public void StartAnswer()
    {
        ThrowIfStopping();
        if (Interlocked.Increment(ref answers) > limits.Value.MaxAnswers)
        {
            Interlocked.Decrement(ref answers);
            throw MemoryBudget.Busy();
        }
    }

    public void EndAnswer() => Interlocked.Decrement(ref answers);

    public static DeepWikiException Stopping() =>
        new(ErrorCode.ServerStopping, "The server is shutting down. Please try again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    private void ThrowIfStopping()
    {
        if (drain.Stopping.IsCancellationRequested)
        {
            throw Stopping();
        }
    }
}
