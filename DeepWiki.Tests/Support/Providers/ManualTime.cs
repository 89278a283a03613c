using Microsoft.Extensions.Time.Testing;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>Time that stands still until the test moves it, of which the test can also learn that a timer was set.</summary>
public sealed class ManualTime() : FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Lock gate = new();
    private readonly HashSet<SeenTimer> timers = [];
    private readonly List<(TimeSpan Most, TaskCompletionSource Found)> waiting = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SeenTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once a timer is due within <paramref name="most"/> from now.</summary>
    public async Task TimerAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((most, found));
            Notify();
        }

        await found.Task.WaitAsync(cancellationToken);
    }

    private ITimer CreateInner(Action fire) => base.CreateTimer(_ => fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Note(SeenTimer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            timer.Due = GetUtcNow() + dueTime;
            _ = dueTime == Timeout.InfiniteTimeSpan ? timers.Remove(timer) : timers.Add(timer);
        }
    }

    private void Tell()
    {
        lock (gate)
        {
            Notify();
        }
    }

    private void Notify()
    {
        var now = GetUtcNow();
        foreach (var (most, found) in waiting)
        {
            if (timers.Any(timer => timer.Due <= now + most))
            {
                found.TrySetResult();
            }
        }

        waiting.RemoveAll(wait => wait.Found.Task.IsCompleted);
    }

    private sealed class SeenTimer : ITimer
    {
        private readonly ManualTime time;
        private readonly ITimer inner;
        private TimeSpan period;

        public SeenTimer(ManualTime time, Action callback)
        {
            this.time = time;
            inner = time.CreateInner(() =>
            {
                time.Note(this, period);
                callback();
            });
        }

        public DateTimeOffset Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            // Before it is set, as it may fire at once; told after, as whoever waits for it moves the time.
            time.Note(this, dueTime);
            var changed = inner.Change(dueTime, period);
            time.Tell();
            return changed;
        }

        public void Dispose()
        {
            time.Note(this, Timeout.InfiniteTimeSpan);
            inner.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            Dispose();
            await inner.DisposeAsync();
        }
    }
}
