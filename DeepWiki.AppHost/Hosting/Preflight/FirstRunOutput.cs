using System.Runtime.InteropServices;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Says on the console what was found, what starts, what is ready and what failed.</summary>
internal sealed class FirstRunOutput(
    ResourceNotificationService notifications,
    DistributedApplicationModel model,
    HostSettings settings,
    DistributedApplicationOptions options,
    ResourceLogs logs,
    DashboardServer dashboard,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService, IDisposable
{
    private readonly Lock gate = new();
    private readonly TextWriter writer = options.IsTest ? TextWriter.Null : Console.Out;
    private readonly StartingBlock block = new(options.IsTest ? TextWriter.Null : Console.Out, options.IsTest ? null : TerminalWidth(settings));
    private readonly ResourceRows rows = new(time);
    private Task watching = Task.CompletedTask;
    private bool isSettled;

    public void ShowChecks(IReadOnlyList<CheckRow> checks)
    {
        var version = typeof(FirstRunOutput).Assembly.GetName().Version?.ToString(3);
        writer.WriteLine($"DeepWiki {version}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        writer.WriteLine("  Checks");
        foreach (var check in checks.Where(check => check.Name.Length > 0))
        {
            writer.WriteLine($"    {check.Name,-11} {check.Found,-25} {(check.Remarks.Count > 0 ? check.Remarks[0] : "")}".TrimEnd());
            foreach (var more in check.Remarks.Skip(1))
            {
                writer.WriteLine($"{"",42}{more}");
            }
        }

        foreach (var notice in checks.SelectMany(check => check.Notices))
        {
            writer.WriteLine($"    {notice}");
        }
    }

    public void ShowNotice(string text)
    {
        lock (gate)
        {
            block.Freeze();
            writer.WriteLine($"  {text}");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watching = WatchAsync();
        return Task.CompletedTask;
    }

    // The last lines come after the stop of the resources, which ends the changes.
    public Task StopAsync(CancellationToken cancellationToken) => watching.WaitAsync(cancellationToken);

    // After a start that failed there was no stop.
    public void Dispose() => notifications.Complete();

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

                    writer.WriteLine(header = phase);
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
            writer.WriteLine($"  {reason}");
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
        if (Wiki() is { } wiki)
        {
            writer.WriteLine($"  {"Wiki",-13} {wiki}");
            writer.WriteLine($"  {"API",-13} {wiki}/api-reference");
            if (settings.OpensBrowser && !Browser.TryOpen(wiki))
            {
                writer.WriteLine("  No browser was found (xdg-open).");
            }
        }

        if (dashboard.LoginAddress is { } login)
        {
            // These words are what `dotnet watch` looks for.
            writer.WriteLine($"  Login to the dashboard at {login}");
        }

        var place = dashboard.LoginAddress is null ? settings.Shorten(logs.Folder) : "the dashboard";
        writer.WriteLine($"Ctrl+C stops everything. Service logs are in {place}; --verbose prints them here.");
    }

    // The address that is meant for people, once it answers.
    private string? Wiki() => (
        from row in rows.All(model.Resources)
        where row.State == "ready"
        from resource in model.Resources.Where(resource => resource.Name == row.Name)
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint is { IsExternal: true, Scheme: "http" }
        select $"http://localhost:{endpoint.AllocatedPort}").FirstOrDefault();

    // Null: not a terminal, or one where log lines come in between.
    private static int? TerminalWidth(HostSettings settings) =>
        Console.IsOutputRedirected || settings.IsVerbose || Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("TERM") is null or "dumb"
            ? null
            : Console.WindowWidth > 1 ? Console.WindowWidth - 1 : int.MaxValue;
}
