using System.Diagnostics.CodeAnalysis;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Logs;

/// <summary>A reader at the replica that answers.</summary>
internal sealed class LocalReader(FrameLog log, Action wake) : IFrameReader
{
    private Frame? farewell;

    /// <summary>Frames it has read, or need not read.</summary>
    public int Position { get; set; }

    /// <summary>Characters of those frames.</summary>
    public long Characters { get; set; }

    /// <summary>Version of the progress it was told last.</summary>
    public int SeenProgress { get; set; }

    public void Wake() => wake();

    /// <summary>Ends the reading with an error that concerns this reader alone.</summary>
    public void LetGo(DeepWikiException error)
    {
        Interlocked.Exchange(ref farewell, Frame.Create("error", ErrorMembers.From(error)));
        wake();
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame)
    {
        frame = Interlocked.Exchange(ref farewell, null);
        return frame is not null || log.TryRead(this, out frame);
    }

    public ValueTask DisposeAsync()
    {
        log.Remove(this);
        return ValueTask.CompletedTask;
    }
}
