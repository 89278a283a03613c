using System.Diagnostics;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>A running child: leader of its own group, bound to the life of the host.</summary>
internal sealed class ChildProcess
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly LaunchPlan plan;
    private readonly RunFile runFile;

    private ChildProcess(Process process, LaunchPlan plan, RunFile runFile, Task<int> exited)
    {
        this.process = process;
        this.plan = plan;
        this.runFile = runFile;
        ProcessId = process.Id;
        Exited = exited;
    }

    // Completes when the process has ended and its output is read.
    public Task<int> Exited { get; }

    public int ProcessId { get; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public static async Task<ChildProcess> StartAsync(string name, LaunchPlan plan, LaunchThread thread, RunFile runFile, Action<string, bool> log)
    {
        var start = new ProcessStartInfo("/usr/bin/setsid")
        {
            WorkingDirectory = plan.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Prefix(plan).Append(plan.Program).Concat(plan.Arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (key, value) in plan.Environment)
        {
            start.Environment[key] = value;
        }

        var child = await thread.StartAsync(start);
        runFile.Add(new RunFileEntry(name, child.Id, ProcessTable.StartTime(child.Id), plan.StopSignal, Folder: null));
        var output = Task.WhenAll(LineReader.ReadAsync(child.StandardOutput, line => log(line, false)),
            LineReader.ReadAsync(child.StandardError, line => log(line, true)));
        if (plan.Input is { } input)
        {
            await child.StandardInput.WriteAsync(input);
            child.StandardInput.Close();
        }

        return new ChildProcess(child, plan, runFile, FollowAsync(child, output));
    }

    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            _ = Native.Signal(plan.SignalsGroup ? -ProcessId : ProcessId, plan.StopSignal);
            if (await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(Grace)) is { } first && !process.HasExited)
            {
                await first;
                Kill();
            }
        }

        // Grandchildren that outlived their parent hold the pipes open.
        Kill();
        await Exited;
        runFile.Remove(ProcessId);
        process.Dispose();
    }

    public void Kill() => _ = Native.Signal(-ProcessId, Native.Kill);

    private static IEnumerable<string> Prefix(LaunchPlan plan) =>
        ["setpriv", "--pdeathsig", plan.StopSignal == Native.Interrupt ? "INT" : "TERM", .. plan.User?.Switches ?? [], "--"];

    private static async Task<int> FollowAsync(Process process, Task output)
    {
        await process.WaitForExitAsync(CancellationToken.None);
        var code = process.ExitCode;
        // Something else of the group may still hold the pipes; it is ended at the stop, and its output is not waited for.
        await Task.WhenAny(output, Task.Delay(TimeSpan.FromSeconds(1)));
        return code;
    }
}
