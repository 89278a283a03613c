using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace DeepWiki.Tests.Support.Hosting;

/// <summary>Keeps what a service logs, in place of the console. The text of an entry is its category, its message and its exception.</summary>
internal sealed class LogRecorder
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    private readonly FakeLogCollector collector = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. collector.GetSnapshot().Select(record => (record.Level, TextOf(record)))];

    public IEnumerable<string> Errors => Entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Text);

    public void AddTo(IServiceCollection services) => services.AddLogging(AddTo);

    public void AddTo(ILoggingBuilder logging) => logging.ClearProviders().AddProvider(new FakeLoggerProvider(collector));

    /// <summary>Completes once something was logged that is meant, earlier or later.</summary>
    public async Task SeenAsync(Predicate<string> isMeant, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WaitTimeout);
        try
        {
            await foreach (var record in collector.GetLogsAsync(limit.Token))
            {
                if (isMeant(TextOf(record)))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below, with what was logged instead.
        }

        cancellationToken.ThrowIfCancellationRequested();
        Assert.Fail($"Not logged, but {string.Join('\n', Entries.TakeLast(20))}");
    }

    private static string TextOf(FakeLogRecord record) => $"{record.Category}: {record.Message} {record.Exception}";
}
