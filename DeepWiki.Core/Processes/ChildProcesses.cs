using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Core.Processes;

/// <summary>
/// The one place that starts programs. A child leads its own session, dies with this process, can gain no privileges and has kernel
/// limits, as far as the machine has the tools for it.
/// </summary>
public sealed partial class ChildProcesses : IDisposable
{
    private readonly BlockingCollection<StartRequest> requests = new(boundedCapacity: 256);
    private readonly ChildTools tools;
    private readonly TimeProvider time;
    private readonly ILogger<ChildProcesses> logger;
    private readonly Thread starter;

    public ChildProcesses(ChildTools tools, TimeProvider time, ILogger<ChildProcesses> logger)
    {
        this.tools = tools;
        this.time = time;
        this.logger = logger;
        LogTools(tools.Find("setsid") is not null, tools.Find("setpriv") is not null, tools.Find("prlimit") is not null);

        // "Die with your parent" is bound to the thread that forks, so that thread must live as long as this process.
        starter = new Thread(StartRequested) { IsBackground = true, Name = "child starter" };
        starter.Start();
    }

    /// <summary>True when the machine has the program.</summary>
    public bool Has(string program) => tools.Find(program) is not null;

    /// <summary>Starts a child. Dispose it in every case; cancelling ends it and all it started.</summary>
    /// <exception cref="FileNotFoundException">The program does not exist.</exception>
    public async Task<ChildProcess> StartAsync(ChildCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new StartRequest(CreateStartInfo(command), new(TaskCreationOptions.RunContinuationsAsynchronously));
        requests.Add(request, cancellationToken);

        // Not cancellable: a child that was started has to have an owner.
        var process = await request.Started.Task;

        return new ChildProcess(process, command, time, cancellationToken);
    }

    /// <summary>Runs a child to its end, reading both pipes.</summary>
    /// <param name="command">Command to run.</param>
    /// <param name="maxOutput">Bytes of standard output kept; a child that writes more is ended.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    public async Task<ChildResult> RunAsync(ChildCommand command, int maxOutput, CancellationToken cancellationToken)
    {
        await using var child = await StartAsync(command, cancellationToken);
        child.CloseInput();
        var output = new ArrayBufferWriter<byte>();
        int read;
        var isCut = false;
        try
        {
            while (!isCut && (read = await child.Output.ReadAsync(output.GetMemory(16 * 1024), cancellationToken)) > 0)
            {
                output.Advance(read);
                isCut = output.WrittenCount > maxOutput;
            }
        }
        catch (IOException)
        {
            // The pipe broke with its child; the exit code tells the rest.
        }

        if (isCut)
        {
            child.Stop();
        }

        var exitCode = await child.WaitForExitAsync(cancellationToken);
        var kept = output.WrittenMemory[..Math.Min(output.WrittenCount, maxOutput)];

        return new ChildResult(exitCode, kept, child.ErrorText, child.IsTimedOut, isCut);
    }

    public void Dispose() => requests.CompleteAdding();

    private ProcessStartInfo CreateStartInfo(ChildCommand command)
    {
        var program = tools.Find(command.Program) ?? throw new FileNotFoundException($"The program '{Path.GetFileName(command.Program)}' is not installed.");
        var vector = new List<string>();
        if (tools.Find("setsid") is { } setsid)
        {
            vector.Add(setsid);
        }

        if (tools.Find("setpriv") is { } setpriv)
        {
            vector.AddRange([setpriv, "--no-new-privs", "--pdeathsig", "KILL"]);
        }

        if (tools.Find("prlimit") is { } prlimit)
        {
            var limits = command.Limits;
            vector.AddRange(
            [
                prlimit, $"--as={limits.AddressSpace}", $"--fsize={limits.FileSize}", $"--cpu={limits.CpuSeconds}",
                $"--nofile={limits.OpenFiles}", "--core=0",
            ]);
        }

        vector.Add(program);
        vector.AddRange(command.Arguments);
        var info = new ProcessStartInfo
        {
            FileName = vector[0],
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in vector.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        // It begins as a copy of our own environment, keys and connection strings included.
        info.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private void StartRequested()
    {
        foreach (var request in requests.GetConsumingEnumerable())
        {
            try
            {
                request.Started.SetResult(Process.Start(request.Info) ?? throw new InvalidOperationException("The program did not start."));
            }
            catch (Exception exception)
            {
                request.Started.SetException(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Child processes: own session {HasSession}, no new privileges and end with their parent {HasPrivileges}, kernel limits {HasLimits}")]
    private partial void LogTools(bool hasSession, bool hasPrivileges, bool hasLimits);

    private sealed record StartRequest(ProcessStartInfo Info, TaskCompletionSource<Process> Started);
}
