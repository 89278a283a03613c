using DeepWiki.Core.Data.Postgres;
using DeepWiki.Tests.Support.Hosting;
using Npgsql;

namespace DeepWiki.Tests.Indexer.Indexing;

[Trait("Category", "Integration")]
public sealed class FirstStartTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private const string Release = "update jobs set state = 'queued'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_touches_a_table_before_the_schema_is_there()
    {
        var name = $"first_{Guid.NewGuid():N}";
        await stack.Database.ExecuteAsync($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(stack.Database.ConnectionString) { Database = name }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connection);
        var log = new LogRecorder();

        // Whoever migrates waits for this lock, and everybody else may do what they do at the start.
        await using var holder = await source.OpenConnectionAsync(Token);
        await ExecuteAsync(holder, $"select pg_advisory_lock({Migrator.LockKey})");
        await using (await stack.StartProgramAsync(log, ("ConnectionStrings:wikidb", connection), ("Logging:LogLevel:Npgsql.Command", "Debug")))
        {
            await log.SeenAsync(text => Executes(text, "select pg_advisory_lock"), Token);
            await log.SeenAsync(text => text.Contains("listen deepwiki_job_queued", StringComparison.Ordinal), Token);
            await ExecuteAsync(holder, $"select pg_advisory_unlock({Migrator.LockKey})");
            await log.SeenAsync(text => Executes(text, "select pg_advisory_unlock"), Token);
            await log.SeenAsync(text => Executes(text, Release), Token);
        }

        var statements = log.Entries.Select(entry => entry.Text).ToList();
        var migrated = statements.FindLastIndex(text => Executes(text, "insert into schema_migrations"));
        Assert.InRange(migrated, 1, statements.FindIndex(text => Executes(text, Release)));
        Assert.DoesNotContain(statements, text => text.Contains("does not exist", StringComparison.Ordinal));
    }

    private static bool Executes(string line, string statement) => line.Contains($"Executing command: {statement}", StringComparison.Ordinal);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
