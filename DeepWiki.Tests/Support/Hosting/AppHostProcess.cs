using System.Diagnostics;
using System.Text.RegularExpressions;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.Support.Hosting;

/// <summary>The AppHost as people start it: a process of its own, with a temporary folder of its own and its output read line by line.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    public const string Ready = "Ctrl+C stops everything";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(3);

    // What a developer's machine may have set; each test says what it wants of them.
    private static readonly string[] Removed =
    [
        "ConnectionStrings__wikidb", "ConnectionStrings__redis", "OPENAI_API_KEY", "OPENAI_BASE_URL", "XDG_DATA_HOME", "DEEPWIKI_PG_BIN", "DEEPWIKI_REDIS_BIN",
    ];

    private readonly Process process;
    private readonly TestFolder folder;
    private readonly List<string> lines = [];

    private AppHostProcess(Process process, TestFolder folder) => (this.process, this.folder) = (process, folder);

    public string Output => string.Join('\n', lines);

    public IReadOnlyList<int> Ports => [.. Address().Matches(Output).Select(match => int.Parse(match.Groups["port"].Value)).Distinct()];

    /// <summary>The address that is printed for people.</summary>
    public Uri Wiki => Printed("Wiki");

    /// <summary>The address of the dashboard, with its token.</summary>
    public Uri Dashboard => Printed("Dashboard");

    /// <summary>Starts it as eng/up.sh does.</summary>
    public static AppHostProcess Start(TestFolder folder, string[] args, IReadOnlyDictionary<string, string>? variables = null)
    {
        // A test run in the background may have inherited an ignored Ctrl+C; both outputs are read as one.
        string[] command =
        [
            "--default-signal=INT",
            "/bin/sh",
            "-c",
            "exec \"$0\" \"$@\" 2>&1",
            Path.Combine(AppContext.BaseDirectory, "..", "..", "DeepWiki.AppHost", Configuration, "DeepWiki.AppHost"),
            .. args,
        ];
        var start = new ProcessStartInfo("env", command)
        {
            WorkingDirectory = Path.Combine(SourceTree.Root, "DeepWiki.AppHost"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var name in Removed)
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["TMPDIR"] = folder.Path;
        start.Environment["HOME"] = folder.Path;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new AppHostProcess(Process.Start(start)!, folder); // UseShellExecute is off: never null.
    }

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public async Task ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(WaitTimeout, cancellationToken) is { } line)
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
        var rest = await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(WaitTimeout, cancellationToken);
        lines.AddRange(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await process.WaitForExitAsync(cancellationToken).WaitAsync(WaitTimeout, cancellationToken);
        return process.ExitCode;
    }

    public void Signal(int signal) => Assert.True(UnixSignal.Send(process.Id, signal));

    /// <summary>Every process that it started, at whatever distance: each has the temporary folder in its environment or among its arguments.</summary>
    public IReadOnlyList<int> Started() => [.. ProcessTable.Mentioning(folder.Path).Where(id => id != process.Id)];

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            UnixSignal.Send(process.Id, UnixSignal.Terminate);
            await EndAsync(CancellationToken.None);
        }

        await WaitForEndAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Waits until nothing that it started lives.</summary>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WaitTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Started().Count > 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private Uri Printed(string name) => new(lines.Single(line => line.StartsWith($"  {name} ", StringComparison.Ordinal)).Split(' ')[^1]);

    [GeneratedRegex(@"localhost:(?<port>\d+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
