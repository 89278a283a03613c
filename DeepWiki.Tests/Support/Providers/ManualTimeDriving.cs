namespace DeepWiki.Tests.Support.Providers;

/// <summary>Lets work run under <see cref="ManualTime"/> to its end: whenever it waits for a near timer, time goes on.</summary>
public static class ManualTimeDriving
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Moves time by <paramref name="step"/> as often as a timer is due within it, until the work is done. Limits that must not fire have to be
    /// longer than all steps together.
    /// </summary>
    public static async Task<T> DriveAsync<T>(this ManualTime time, Task<T> work, TimeSpan step, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (!work.IsCompleted)
        {
            var timer = time.TimerAsync(step, stop.Token);
            await Task.WhenAny(work, timer).WaitAsync(WaitTimeout, cancellationToken);
            if (timer.IsCompletedSuccessfully && !work.IsCompleted)
            {
                time.Advance(step);
            }
        }

        await stop.CancelAsync();
        return await work;
    }

    /// <summary>Waits until a timer is due within <paramref name="step"/>, then lets that much time pass.</summary>
    public static async Task PassAsync(this ManualTime time, TimeSpan step, CancellationToken cancellationToken)
    {
        await time.TimerAsync(step, cancellationToken).WaitAsync(WaitTimeout, cancellationToken);
        time.Advance(step);
    }
}
