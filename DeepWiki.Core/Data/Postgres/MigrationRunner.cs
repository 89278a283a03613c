using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>Applies migrations when the service starts, and keeps trying while PostgreSQL is not there yet: services start in any order.</summary>
internal sealed partial class MigrationRunner(Migrator migrator, SchemaReadySignal schema, TimeProvider time, ILogger<MigrationRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var delay = TimeSpan.FromMilliseconds(250); !stoppingToken.IsCancellationRequested; delay = delay * 2 < MaxRetryDelay ? delay * 2 : MaxRetryDelay)
        {
            try
            {
                await migrator.MigrateAsync(stoppingToken);
                schema.Open();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LogMigrationDelayed(exception.Message);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schema migration failed and is tried again: {Reason}")]
    private partial void LogMigrationDelayed(string reason);
}
