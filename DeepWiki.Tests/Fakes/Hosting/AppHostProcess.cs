#if !USE_ASPIRE
using System.Diagnostics;
using System.Text.RegularExpressions;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.Tests.Fakes.Hosting;

/// <summary>The AppHost as people start it: a process of its own, with a temporary folder of its own and its output read line by line.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    public const string Ready = "Ctrl+C stops everything";

    // A pipe holds 64 KiB; the absolute paths stand for a PATH without programs.
    private const string FillPipe = "/usr/bin/head -c 65536 /dev/zero; ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly List<string> lines = [];

    private AppHostProcess(Process process, string temporary) => (this.process, Temporary) = (process, temporary);

    public string Temporary { get; }

    public string Output => string.Join('\n', lines);

    public IReadOnlyList<int> Ports => [.. Address().Matches(Output).Select(match => int.Parse(match.Groups["port"].Value)).Distinct()];

    /// <summary>The address that is printed for people.</summary>
    public Uri Wiki => new(Output.Split('\n').Single(line => line.StartsWith("  Wiki ", StringComparison.Ordinal)).Split(' ')[^1]);

    /// <summary>Everything it started and what those started, as far as it still hangs together.</summary>
    public IReadOnlyList<(int Id, long? StartTime)> Children =>
        [.. Processes().Where(entry => entry.Parent == process.Id).Select(entry => (entry.Id, ProcessTable.StartTime(entry.Id)))];

    /// <summary>Whether it has a socket of any kind.</summary>
    public bool HasSocket => Directory.GetFiles($"/proc/{process.Id}/fd").Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>Held, its output is full from the start: it cannot end before somebody reads.</summary>
    public static AppHostProcess Start(
        TestFolder folder, string[] args, UnixUser? user = null, IReadOnlyDictionary<string, string>? variables = null, bool isHeld = false)
    {
        // A test run in the background may have inherited an ignored Ctrl+C; both outputs are read as one.
        string[] identity = user is null ? [] : ["setpriv", .. user.Switches, "--"];
        string[] command = [.. identity, "env", "--default-signal=INT", "/bin/sh", "-c", $"{(isHeld ? FillPipe : "")}exec \"$0\" \"$@\" 2>&1", Path.Combine(AppContext.BaseDirectory, "DeepWiki.AppHost"), .. args];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var name in new[] { "ConnectionStrings__wikidb", "ConnectionStrings__redis", "OPENAI_API_KEY", "OPENAI_BASE_URL", "XDG_DATA_HOME" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        // A killed runtime leaves its diagnostic pipe behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["TMPDIR"] = folder.Path;
        start.Environment["HOME"] = folder.Path;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new AppHostProcess(Process.Start(start)!, folder.Path); // UseShellExecute is off: never null.
    }

    public async Task ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The AppHost ended without saying '{text}':\n{Output}");
    }

    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        var rest = await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        lines.AddRange(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return process.ExitCode;
    }

    public void Signal(int signal) => Assert.Equal(0, Native.Signal(process.Id, signal));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            _ = Native.Signal(process.Id, Native.Terminate);
            await EndAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    /// <summary>Waits until none of them lives.</summary>
    public static async Task WaitForEndAsync(IReadOnlyList<(int Id, long? StartTime)> processes, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (processes.Any(entry => ProcessTable.StartTime(entry.Id) == entry.StartTime))
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static IEnumerable<(int Id, int Parent)> Processes()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Parent(id) is { } parent)
            {
                yield return (id, parent);
            }
        }
    }

    // 42 (a ) name) S 1 …
    private static int? Parent(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"localhost:(?<port>\d+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
#endif
