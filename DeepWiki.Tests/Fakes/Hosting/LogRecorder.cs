using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Fakes.Hosting;

/// <summary>Keeps what a service logs.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<(LogLevel Level, string Text)> entries = new();

    private readonly ConcurrentDictionary<Predicate<string>, TaskCompletionSource> waiting = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. entries];

    public IEnumerable<string> Errors => Entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Text);

    /// <summary>Completes once something was logged that is meant, earlier or later.</summary>
    public async Task SeenAsync(Predicate<string> isMeant, CancellationToken cancellationToken)
    {
        var found = waiting.GetOrAdd(isMeant, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!Entries.Any(entry => isMeant(entry.Text)))
        {
            await Task.WhenAny(found.Task, Task.Delay(Patience, cancellationToken));
            Assert.True(found.Task.IsCompleted, $"Not logged, but {string.Join('\n', Entries.TakeLast(20))}");
        }
    }

    /// <summary>Takes the place of the console.</summary>
    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.ClearProviders().AddProvider(this));

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
        // What was kept outlives the service.
    }

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = $"{category}: {formatter(state, exception)} {exception}";
            owner.entries.Enqueue((logLevel, text));
            foreach (var (_, found) in owner.waiting.Where(wait => wait.Key(text)))
            {
                found.TrySetResult();
            }
        }
    }
}
