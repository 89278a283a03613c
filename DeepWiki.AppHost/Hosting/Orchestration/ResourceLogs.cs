using System.Collections.Concurrent;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>What the resources print: kept, written to files, and passed on when asked for.</summary>
internal sealed partial class ResourceLogs(HostSettings settings, ScratchFolders scratch, DistributedApplicationOptions options, ILoggerFactory loggers, IHostEnvironment host) : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> logs = new(StringComparer.OrdinalIgnoreCase);

    // Hosts side by side, as in tests, must not write to the same files.
    public string Folder { get; } = settings.IsEphemeral ? scratch.Get("logs") : Path.Combine(settings.DataRoot, "logs");

    public string FileName(IResource resource) => ResourceLog.FileName(Folder, resource.Name);

    public void Add(IResource resource, string text, bool isError)
    {
        var line = logs.GetOrAdd(resource.Name, name => new ResourceLog(Folder, name)).Add(text, isError);
        if (settings.IsVerbose)
        {
            Console.WriteLine($"{resource.Name,-11} {(Console.IsOutputRedirected ? line.PlainText : text)}");
        }

        if (options.EnableResourceLogging)
        {
            var logger = loggers.CreateLogger($"{host.ApplicationName}.Resources.{resource.Name}");
            LogLine(logger, isError ? LogLevel.Error : LogLevel.Information, line.Number, text);
        }
    }

    public IReadOnlyList<LogLine> Last(IResource resource, int count) => logs.TryGetValue(resource.Name, out var log) ? log.Last(count) : [];

    public IReadOnlyList<LogLine> After(IResource resource, long number) => logs.TryGetValue(resource.Name, out var log) ? log.After(number) : [];

    public long LastNumber(IResource resource) => logs.TryGetValue(resource.Name, out var log) ? log.LastNumber : 0;

    public void Dispose()
    {
        foreach (var log in logs.Values)
        {
            log.Dispose();
        }
    }

    [LoggerMessage(Message = "{Number}: {Content}")]
    private static partial void LogLine(ILogger logger, LogLevel level, long number, string content);
}
