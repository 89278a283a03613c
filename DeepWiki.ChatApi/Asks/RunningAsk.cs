using DeepWiki.ChatApi.Asks.Transcripts;
using DeepWiki.ChatApi.Asks.Logs;
using DeepWiki.Core.Caching;

namespace DeepWiki.ChatApi.Asks;

/// <summary>An ask that this replica answers.</summary>
internal sealed class RunningAsk : IDisposable
{
    private readonly CancellationTokenSource cancel = new();
    private readonly CancellationTokenSource conclude = new();

    public RunningAsk(string id, AskFacts facts, TimeSpan keep, AskLog log, bool isDurable, TimeProvider time)
    {
        (Id, Facts, Keep) = (id, facts, keep);
        Frames = new FrameLog(id, log, time) { IsDurable = isDurable, Superseded = Supersede };
    }

    public string Id { get; }

    public AskFacts Facts { get; }

    /// <summary>Time that it goes on without a reader.</summary>
    public TimeSpan Keep { get; }

    public FrameLog Frames { get; }

    /// <summary>Answer so far, in words.</summary>
    public AnswerTranscript Transcript { get; } = new();

    /// <summary>Fires when the answer is to end now.</summary>
    public CancellationToken Cancelled => cancel.Token;

    /// <summary>Fires when a research is to conclude.</summary>
    public CancellationToken Concluding => conclude.Token;

    /// <summary>True when another replica answers it.</summary>
    public bool IsSuperseded { get; private set; }

    /// <summary>Ends the answer now. The text so far is kept.</summary>
    public void Cancel() => Fire(cancel);

    /// <summary>Ends a research with its conclusion.</summary>
    public void Conclude() => Fire(conclude);

    public void Control(string name)
    {
        if (name == AskControl.Cancel)
        {
            Cancel();
        }
        else
        {
            Conclude();
        }
    }

    /// <summary>Gives the ask up to the replica that has it.</summary>
    public void Supersede()
    {
        IsSuperseded = true;
        Cancel();
    }

    public void Dispose()
    {
        cancel.Dispose();
        conclude.Dispose();
    }

    private static void Fire(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }
}
