using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Says on the console what was found, what starts, what is ready and what failed.</summary>
internal sealed class FirstRunOutput(
    ResourceNotificationService notifications,
    DistributedApplicationModel model,
    StartingBlock block,
    AddressLines addresses,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly ResourceRows rows = new(time);
    private Task watching = Task.CompletedTask;
    private Task showing = Task.CompletedTask;
    private bool isSettled;
    private bool hasLogin;

    public void ShowChecks(IReadOnlyList<CheckRow> checks)
    {
        var version = typeof(FirstRunOutput).Assembly.GetName().Version?.ToString(3);
        block.Writer.WriteLine($"DeepWiki {version}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        block.Writer.WriteLine("  Checks");
        foreach (var check in checks.Where(check => check.Name.Length > 0))
        {
            block.Writer.WriteLine($"    {check.Name,-11} {check.Found,-25} {(check.Remarks.Count > 0 ? check.Remarks[0] : "")}".TrimEnd());
            foreach (var more in check.Remarks.Skip(1))
            {
                block.Writer.WriteLine($"{"",42}{more}");
            }
        }

        foreach (var notice in checks.SelectMany(check => check.Notices))
        {
            block.Writer.WriteLine($"    {notice}");
        }
    }

    public void ShowNotice(string text)
    {
        lock (gate)
        {
            block.Freeze();
            block.Writer.WriteLine($"  {text}");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watching = WatchAsync();
        showing = ShowLoginAsync(ending.Token);
        return Task.CompletedTask;
    }

    // The last lines come after the stop of the resources, which ends the changes.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await ending.CancelAsync();
        await showing;
        await watching.WaitAsync(cancellationToken);
    }

    // After a start that failed there was no stop.
    public void Dispose()
    {
        ending.Dispose();
        notifications.Complete();
    }

    private async Task WatchAsync()
    {
        var header = "";
        await foreach (var change in notifications.WatchAsync(CancellationToken.None))
        {
            lock (gate)
            {
                if (rows.Change(change) is not { } row)
                {
                    continue;
                }

                var phase = lifetime.ApplicationStopping.IsCancellationRequested ? "  Stopping" : "  Starting";
                if (header.Length == 0 || (phase != header && row.State == "stopping"))
                {
                    // Rows are redrawn only below their own header.
                    if (header.Length > 0)
                    {
                        block.Freeze();
                    }

                    block.Writer.WriteLine(header = phase);
                }

                block.Draw(rows.All(model.Resources), row);
                Explain(row, change.Snapshot);
                Settle();
            }
        }
    }

    // The whole reason of a service that ended early, below its row.
    private void Explain(ResourceRow row, CustomResourceSnapshot snapshot)
    {
        if (row.State == "ended" && snapshot.Reason is { Length: > 0 } reason)
        {
            block.Freeze();
            block.Writer.WriteLine($"  {reason}");
        }
    }

    private void Settle()
    {
        var all = rows.All(model.Resources);
        // Who waits for what has failed may wait for long.
        var isHeld = all.Any(row => row.State is "failed" or "ended") && all.All(row => row.State != "starting");
        if (isSettled || lifetime.ApplicationStopping.IsCancellationRequested || !(isHeld || all.All(row => row.IsSettled)))
        {
            return;
        }

        isSettled = true;
        block.Freeze();
        foreach (var line in addresses.All(name => all.Any(row => row.Name == name && row.State == "ready")).Where(line => !hasLogin || line != addresses.Login))
        {
            block.Writer.WriteLine(line);
        }
    }

    // The dashboard is there for the start that does not come to an end.
    private async Task ShowLoginAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            if (!isSettled && !cancellationToken.IsCancellationRequested && addresses.Login is { } login)
            {
                hasLogin = true;
                block.Freeze();
                block.Writer.WriteLine(login);
            }
        }
    }
}
