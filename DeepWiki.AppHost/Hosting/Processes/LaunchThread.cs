using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>
/// Starts every child on one thread that lives as long as the host: the signal for the death of the parent is bound to the
/// thread that forked.
/// </summary>
internal sealed class LaunchThread : IDisposable
{
    private readonly BlockingCollection<Action> work = new(boundedCapacity: 100);

    public LaunchThread() => new Thread(Run) { IsBackground = true, Name = "launch" }.Start();

    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    public void Dispose() => work.CompleteAdding();

    private void Run()
    {
        foreach (var action in work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
