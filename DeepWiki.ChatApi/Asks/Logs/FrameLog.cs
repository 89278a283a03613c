using System.Diagnostics.CodeAnalysis;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Asks.Logs;

/// <summary>
/// Frames of an ask at the replica that answers it. They are numbered here, logged in Redis, and only then shown, so that nobody has seen what a resume could
/// not give. Without Redis they are shown at once, and the ask cannot be resumed elsewhere.
/// </summary>
internal sealed class FrameLog(string ask, AskLog log, TimeProvider time)
{
    private const int MaxBehindFrames = 256;
    private const int MaxBehindCharacters = 256 * 1024;
    private const int MaxBatch = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<Frame> frames = [];
    private readonly List<LocalReader> readers = [];
    private long characters;
    private int shown;
    private bool isDurable;
    private bool isFlushing;
    private Task flushing = Task.CompletedTask;
    private TaskCompletionSource? room;
    private long abandonedAt;

    /// <summary>Told when another replica turns out to answer the ask.</summary>
    public Action? Superseded { get; init; }

    /// <summary>True while frames are logged in Redis.</summary>
    public bool IsDurable
    {
        get => Volatile.Read(ref isDurable);
        init => isDurable = value;
    }

    /// <summary>Number of the last frame.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return frames.Count;
            }
        }
    }

    /// <summary>Progress as it was told last, and its version.</summary>
    private (Frame? Frame, int Version) Progress { get; set; }

    /// <summary>Takes over what another replica has logged.</summary>
    public void Restore(IEnumerable<Frame> logged)
    {
        lock (gate)
        {
            frames.AddRange(logged);
            shown = frames.Count;
        }
    }

    /// <summary>Adds a frame under the next number.</summary>
    public void Add(string type, object members)
    {
        lock (gate)
        {
            Append(type, members);
            if (!isFlushing)
            {
                isFlushing = true;
                flushing = FlushAsync();
            }
        }
    }

    /// <summary>Tells of progress: readers get the latest, and it is not kept.</summary>
    public void Tell(ProgressMembers progress)
    {
        var frame = Frame.Create("progress", progress);
        lock (gate)
        {
            Progress = (frame, Progress.Version + 1);
        }

        Wake();
        if (IsDurable)
        {
            _ = log.TellAsync(ask, frame.Text, CancellationToken.None);
        }
    }

    /// <summary>Waits until every frame is shown.</summary>
    public async Task CompleteAsync()
    {
        while (true)
        {
            Task pending;
            lock (gate)
            {
                if (!isFlushing)
                {
                    return;
                }

                pending = flushing;
            }

            await pending;
        }
    }

    /// <summary>Waits while a reader is far behind; one that stays so is let go.</summary>
    public async Task WaitForReadersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            LocalReader? slow;
            Task signal;
            lock (gate)
            {
                slow = readers.Find(reader => frames.Count - reader.Position > MaxBehindFrames || characters - reader.Characters > MaxBehindCharacters);
                if (slow is null)
                {
                    return;
                }

                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                signal = room.Task;
            }

            try
            {
                await signal.WaitAsync(Patience, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                slow.LetGo(new DeepWikiException(ErrorCode.SlowReader, "The frames were not read in time. The ask goes on; resume it."));
                Remove(slow);
            }
        }
    }

    /// <summary>A reader of the frames behind a number.</summary>
    /// <param name="after">Number of the last frame seen; 0 for none.</param>
    /// <param name="wake">Called when there may be something to read.</param>
    public LocalReader Open(long after, Action wake)
    {
        lock (gate)
        {
            var position = (int)Math.Min(after, frames.Count);
            var reader = new LocalReader(this, wake) { Position = position, Characters = frames.Take(position).Sum(frame => (long)frame.Members.Length) };
            readers.Add(reader);
            return reader;
        }
    }

    /// <summary>Lets a reader go. The last one leaves the ask without readers.</summary>
    public void Remove(LocalReader reader)
    {
        lock (gate)
        {
            if (readers.Remove(reader) && readers.Count == 0)
            {
                abandonedAt = time.GetTimestamp();
            }

            FreeRoom();
        }
    }

    /// <summary>Time since the last reader left; null while there is one.</summary>
    public TimeSpan? FindAbandonment()
    {
        lock (gate)
        {
            return readers.Count > 0 ? null : time.GetElapsedTime(abandonedAt);
        }
    }

    /// <summary>The next frame for a reader.</summary>
    public bool TryRead(LocalReader reader, [NotNullWhen(true)] out Frame? frame)
    {
        lock (gate)
        {
            frame = null;
            if (reader.Position < shown)
            {
                frame = frames[reader.Position++];
                reader.Characters += frame.Members.Length;
                FreeRoom();
            }
            else if (Progress.Version > reader.SeenProgress && shown > 0 && !frames[shown - 1].IsLast)
            {
                (frame, reader.SeenProgress) = (Progress.Frame, Progress.Version);
            }

            return frame is not null;
        }
    }

    private void Append(string type, object members)
    {
        var frame = Frame.Create(type, frames.Count + 1, members);
        frames.Add(frame);
        characters += frame.Members.Length;
    }

    private void FreeRoom()
    {
        room?.TrySetResult();
        room = null;
    }

    private async Task FlushAsync()
    {
        while (true)
        {
            List<Frame> batch;
            lock (gate)
            {
                batch = frames.GetRange(shown, Math.Min(MaxBatch, frames.Count - shown));
                if (batch.Count == 0)
                {
                    isFlushing = false;
                    return;
                }
            }

            var outcome = IsDurable
                ? await log.AppendAsync(ask, [.. batch.Select(frame => new LoggedFrame(frame.Number!.Value, frame.Text))], CancellationToken.None)
                : AppendOutcome.Stored; // Every frame of an ask has a number.
            lock (gate)
            {
                if (outcome == AppendOutcome.Superseded)
                {
                    // What the other replica says is what readers are to see.
                    frames.RemoveRange(shown, frames.Count - shown);
                    isFlushing = false;
                }
                else
                {
                    shown += batch.Count;
                    if (outcome == AppendOutcome.Lost)
                    {
                        isDurable = false;
                        if (!frames[^1].IsLast)
                        {
                            Append("notice", new NoticeMembers("not_resumable", "The answer cannot be resumed elsewhere: its log is not reachable."));
                        }
                    }
                }
            }

            Wake();
            if (outcome == AppendOutcome.Superseded)
            {
                Superseded?.Invoke();
                return;
            }
        }
    }

    private void Wake()
    {
        LocalReader[] waiting;
        lock (gate)
        {
            waiting = [.. readers];
        }

        foreach (var reader in waiting)
        {
            reader.Wake();
        }
    }
}
