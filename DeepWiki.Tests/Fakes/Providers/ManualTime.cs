namespace DeepWiki.Tests.Fakes.Providers;

/// <summary>Time that stands still until the test moves it. Timers fire while it moves, in order; the test can wait for one to be set.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private readonly List<(TimeSpan Most, TaskCompletionSource Found)> waiting = [];
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
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

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (gate)
            {
                next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                now = next?.Due is { } due && due > now ? due : now;
                if (next is null)
                {
                    now = end;
                    return;
                }

                next.Due = null;
                timers.Remove(next);
            }

            next.Fire();
        }
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            timers.Remove(timer);
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
            if (timer.Due is not null)
            {
                timers.Add(timer);
            }

            Notify();
        }

        if (dueTime == TimeSpan.Zero)
        {
            Advance(TimeSpan.Zero);
        }
    }

    private void Notify()
    {
        foreach (var (most, found) in waiting)
        {
            if (timers.Any(timer => timer.Due <= now + most))
            {
                found.TrySetResult();
            }
        }

        waiting.RemoveAll(wait => wait.Found.Task.IsCompleted);
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
