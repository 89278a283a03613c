using DeepWiki.Core.Data.Postgres;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Postgres;

[Trait("Category", "Unit")]
public sealed class MigrationRunnerTests
{
    [Fact]
    public async Task It_waits_for_a_database_that_stays_away_however_long()
    {
        var token = TestContext.Current.CancellationToken;
        var time = new ManualTime();

        // Nothing listens there, so each try is refused at once.
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        using var runner = new MigrationRunner(
            new Migrator(nowhere, NullLogger<Migrator>.Instance), new SchemaReadySignal(), time, NullLogger<MigrationRunner>.Instance);
        await runner.StartAsync(token);

        for (var attempt = 0; attempt < 100; attempt++)
        {
            await time.PassAsync(TimeSpan.FromSeconds(5), token);
        }

        Assert.False(runner.ExecuteTask?.IsCompleted);
        await runner.StopAsync(token);
    }
}
