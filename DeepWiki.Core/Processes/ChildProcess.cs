using System.Diagnostics;
using System.Text;

namespace DeepWiki.Core.Processes;

/// <summary>
/// One running child. Standard error is read from the start and its last 64 KiB are kept. Disposing ends the whole process group:
/// SIGTERM, two seconds later SIGKILL, and waits for it.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Death = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly TimeProvider time;
    private readonly Action<ReadOnlyMemory<byte>>? onError;
    private readonly TailBuffer tail = new(64 * 1024);
    private readonly Task exit;
    private readonly Task errors;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenRegistration cancellation;
    private readonly ITimer limit;
    private readonly Lock gate = new();
    private Task? stopping;

    internal ChildProcess(Process process, ChildCommand command, TimeProvider time, CancellationToken cancellationToken)
    {
        this.process = process;
        this.time = time;
        onError = command.OnError;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        exit = process.WaitForExitAsync(CancellationToken.None);
        errors = ReadErrorsAsync(process.StandardError.BaseStream);
        limit = time.CreateTimer(_ => TimeOut(), null, command.TimeLimit, Timeout.InfiniteTimeSpan);
        cancellation = cancellationToken.Register(Stop);
    }

    /// <summary>The process id, which is also the id of its group.</summary>
    public int Id { get; }

    public Stream Input { get; }

    public Stream Output { get; }

    /// <summary>True when the time limit ended it.</summary>
    public bool IsTimedOut { get; private set; }

    /// <summary>The end of what it wrote to standard error so far. Untrusted: it may quote a remote host.</summary>
    public string ErrorText => Encoding.UTF8.GetString(tail.ToArray());

    public void CloseInput()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It had left already.
        }
    }

    /// <summary>Begins to end the child and everything it started; returns at once.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopping ??= StopAsync();
        }
    }

    /// <summary>Waits for the end, which the time limit guarantees, and for the rest of standard error.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await exit.WaitAsync(cancellationToken);

        // A grandchild may hold the pipe open beyond its parent's end.
        SignalGroup(NativeSignal.Kill);
        await Task.WhenAny(errors, Task.Delay(Grace, time, cancellationToken));

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await cancellation.DisposeAsync();
        await limit.DisposeAsync();
        if (!exit.IsCompleted)
        {
            Stop();
        }

        if (stopping is not null)
        {
            await stopping;
        }

        SignalGroup(NativeSignal.Kill);
        await closing.CancelAsync();
        await Task.WhenAny(errors, Task.Delay(Grace, time));
        CloseInput();
        process.Dispose();
        if (errors.IsCompleted)
        {
            closing.Dispose();
        }
    }

    private void TimeOut()
    {
        IsTimedOut = !exit.IsCompleted;
        Stop();
    }

    private async Task StopAsync()
    {
        SignalGroup(NativeSignal.Terminate);
        if (await Task.WhenAny(exit, Task.Delay(Grace, time)) != exit)
        {
            SignalGroup(NativeSignal.Kill);
            KillAlone();
            await Task.WhenAny(exit, Task.Delay(Death, time));
        }

        SignalGroup(NativeSignal.Kill);
    }

    private void SignalGroup(NativeSignal signal)
    {
        // Before the child has its own session there is no such group yet: then the process itself is meant.
        if (!OperatingSystem.IsWindows() && !NativeSignals.SendToGroup(Id, signal) && !exit.IsCompleted)
        {
            NativeSignals.SendToProcess(Id, signal);
        }
    }

    private void KillAlone()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It is gone, which is what was wanted.
        }
    }

    private async Task ReadErrorsAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, closing.Token)) > 0)
            {
                tail.Append(buffer.AsSpan(0, read));
                onError?.Invoke(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody is left to write.
        }
    }
}
