namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Counts what a client sends, and finds those who send far more than they may.</summary>
internal sealed class FrameRate(int perSecond, TimeProvider time)
{
    private const int MaxBadSeconds = 10;
    private const int MaxRefused = 10;

    private long second;
    private int count;
    private int badSeconds;
    private int refused;

    /// <summary>True when the client has sent too many frames for ten seconds, or ten that were refused.</summary>
    public bool IsExceeded => badSeconds >= MaxBadSeconds || refused >= MaxRefused;

    public void Refuse() => refused++;

    /// <summary>Counts a frame.</summary>
    public void Add()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (now != second)
        {
            badSeconds = count > perSecond && now == second + 1 ? badSeconds : 0;
            (second, count) = (now, 0);
        }

        if (++count == perSecond + 1)
        {
            badSeconds++;
        }
    }
}
