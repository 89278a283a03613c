using System.Diagnostics;
using System.Reflection;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>
/// Brings the schema up to date: numbered, append-only SQL files, each in its own transaction, under one advisory lock, so that
/// any number of services may start together.
/// </summary>
internal sealed partial class Migrator(NpgsqlDataSource dataSource, ILogger<Migrator> logger)
{
    // An arbitrary constant; every version of every service must use the same one.
    internal const long LockKey = 0x64656570_77696b69;

    /// <summary>Applies what is missing and returns the version reached.</summary>
    public Task<int> MigrateAsync(CancellationToken cancellationToken) =>
        DeepWikiTelemetry.TraceAsync(Spans.Migrate, _ => ApplyMissingAsync(cancellationToken));

    /// <summary>True when the schema is at least as new as this program.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select to_regclass('schema_migrations') is not null");
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await VersionAsync(connection, cancellationToken) >= Files()[^1].Version;
    }

    private async Task<int> ApplyMissingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                "create table if not exists schema_migrations (version int primary key, applied_at timestamptz not null default clock_timestamp())",
                cancellationToken);
            var current = await VersionAsync(connection, cancellationToken);
            foreach (var (version, sql) in Files().Where(file => file.Version > current))
            {
                await ApplyAsync(connection, version, sql, cancellationToken);
                LogMigrationApplied(version);
                current = version;
            }

            // Whoever applied it: this service may have looked up the server's types before the extension was there.
            await connection.ReloadTypesAsync(cancellationToken);
            return current;
        }
        finally
        {
            // The lock belongs to the session: without this the pooled connection would keep it.
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, int version, string sql, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, sql, cancellationToken);
        await ExecuteAsync(connection, $"insert into schema_migrations (version) values ({version})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from schema_migrations", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? 0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A migration of a large database takes as long as it takes.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Resource names look like DeepWiki.Core.Data.Postgres.Migrations.0001_initial.sql
    private static List<(int Version, string Sql)> Files()
    {
        var assembly = typeof(Migrator).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (int.Parse(name.Split('.')[^2].AsSpan(0, 4)), Read(assembly, name)))
            .OrderBy(file => file.Item1)
            .ToList();
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new UnreachableException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied schema migration {Version}")]
    private partial void LogMigrationApplied(int version);
}
