using System.Diagnostics;
using System.Text;
using DeepWiki.Core.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepWiki.Tests.Core.Processes;

[Trait("Category", "Integration")]
public sealed class ChildProcessesTests : IDisposable
{
    private readonly ChildProcesses children = new(new ChildTools(), TimeProvider.System, NullLogger<ChildProcesses>.Instance);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => children.Dispose();

    [Fact]
    public async Task The_environment_holds_only_what_was_given()
    {
        var result = await children.RunAsync(Shell("env") with { Environment = Variables(("ONLY", "this")) }, 10_000, CancellationToken);

        var names = Encoding.UTF8.GetString(result.Output.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        Assert.Contains("ONLY", names);
        Assert.Subset(new HashSet<string> { "ONLY", "PWD", "SHLVL", "_", "OLDPWD" }, names.ToHashSet());
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--")]
    [InlineData("$(id)")]
    [InlineData("a b\nc")]
    [InlineData("'\"\\")]
    public async Task Arguments_arrive_as_they_are(string argument)
    {
        var result = await children.RunAsync(Shell("printf %s \"$1\"", argument), 10_000, CancellationToken);

        Assert.Equal(argument, Encoding.UTF8.GetString(result.Output.Span));
    }

    [Fact]
    public async Task A_child_leads_its_own_group_without_new_privileges_and_with_limits()
    {
        var result = await children.RunAsync(Shell("cat /proc/self/status /proc/self/limits; ps -o pid=,pgid= -p $$"), 100_000, CancellationToken);

        var text = Encoding.UTF8.GetString(result.Output.Span);
        Assert.Matches(@"NoNewPrivs:\s+1", text);
        Assert.Matches(@"Max core file size\s+0", text);
        Assert.Matches(@"Max open files\s+256", text);
        Assert.Matches(@"Max address space\s+2147483648", text);
        Assert.Matches(@"(\d+)\s+\1\s*$", text);
    }

    [Fact]
    public async Task A_flood_on_both_pipes_neither_blocks_nor_grows()
    {
        var result = await children.RunAsync(Shell("head -c 3000000 /dev/zero | tr '\\0' e >&2; head -c 1000000 /dev/zero"), 2_000_000, CancellationToken);

        Assert.Equal((0, 1_000_000, 64 * 1024), (result.ExitCode, result.Output.Length, result.Error.Length));
    }

    [Fact]
    public async Task Too_much_output_ends_the_child()
    {
        var result = await children.RunAsync(Shell("cat /dev/zero"), 100_000, CancellationToken);

        Assert.True(result.IsCut);
        Assert.Equal(100_000, result.Output.Length);
    }

    [Fact]
    public async Task The_time_limit_ends_the_whole_group_even_when_it_ignores_the_polite_signal()
    {
        var command = Shell("trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000") with { TimeLimit = TimeSpan.FromMilliseconds(300) };
        await using var child = await children.StartAsync(command, CancellationToken);
        var line = await new DelimitedReader(child.Output, 100).ReadRecordAsync((byte)'\n', CancellationToken);
        var grandchild = int.Parse(Encoding.UTF8.GetString(line.GetValueOrDefault().Span));

        await child.WaitForExitAsync(CancellationToken);

        Assert.True(child.IsTimedOut);
        await UntilAsync(() => !IsRunning(child.Id) && !IsRunning(grandchild));
    }

    [Fact]
    public async Task Cancelling_ends_the_child()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        await using var child = await children.StartAsync(Shell("echo up; sleep 1000"), cancel.Token);
        await new DelimitedReader(child.Output, 100).ReadRecordAsync((byte)'\n', CancellationToken);

        await cancel.CancelAsync();

        Assert.NotEqual(0, await child.WaitForExitAsync(CancellationToken));
    }

    [Fact]
    public async Task Disposing_leaves_nothing_behind()
    {
        var child = await children.StartAsync(Shell("sleep 1000 & sleep 1000"), CancellationToken);

        await child.DisposeAsync();

        await UntilAsync(() => !IsRunning(child.Id));
    }

    [Fact]
    public async Task Many_runs_leave_no_child_and_no_zombie()
    {
        // A name of its own, as other tests start shells at the same time.
        var folder = Directory.CreateTempSubdirectory("deepwiki-test-");
        var shell = File.CreateSymbolicLink(Path.Combine(folder.FullName, "many-runs"), "/bin/sh").FullName;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(0, (await children.RunAsync(Shell("exit 0") with { Program = shell }, 100, CancellationToken)).ExitCode);
        }

        await UntilAsync(() => !ChildrenOfThisProcess().Any(name => name.Contains("many-runs", StringComparison.Ordinal)));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_missing_program_is_said_so()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            children.RunAsync(Shell("x") with { Program = "no-such-program" }, 100, CancellationToken));
    }

    [Fact]
    public async Task Without_the_helping_tools_children_still_run()
    {
        using var bare = new ChildProcesses(new ChildTools("/nonexistent"), TimeProvider.System, NullLogger<ChildProcesses>.Instance);

        var result = await bare.RunAsync(Shell("exit 7"), 100, CancellationToken);

        Assert.Equal(7, result.ExitCode);
    }

    private static ChildCommand Shell(string script, params string[] arguments) =>
        new("/bin/sh", ["-c", script, "sh", .. arguments], Variables(("PATH", "/usr/bin:/bin")), "/", TimeSpan.FromSeconds(60));

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value);

    private static bool IsRunning(int id)
    {
        try
        {
            // A process nobody has waited for yet is a zombie: ended, but still listed.
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static List<string> ChildrenOfThisProcess()
    {
        var stats = new List<string>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == Environment.ProcessId.ToString())
                {
                    stats.Add(stat);
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return stats;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "It did not happen in time.");
            await Task.Delay(10, CancellationToken);
        }
    }
}
