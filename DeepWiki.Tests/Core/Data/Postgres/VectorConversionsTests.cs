using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pgvector;

namespace DeepWiki.Tests.Core.Data.Postgres;

[Trait("Category", "Integration")]
public sealed class VectorConversionsTests(StoresFixture stores)
{
    private static readonly float[] Values = [0.25f, -1f, 0f];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_connected_before_another_one_migrated_knows_the_types_after_its_own_migration()
    {
        var name = $"early_{Guid.NewGuid():N}";
        var server = await stores.PostgresAsync();
        await ExecuteAsync(server, $"create database {name}");
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        await using (var early = TestDatabase.Open(connectionString))
        {
            // Two connections wait in the pool, each of which has looked up the types of a server without the extension.
            await using (await early.OpenConnectionAsync(Token))
            await using (await early.OpenConnectionAsync(Token))
            {
            }

            await using (var late = TestDatabase.Open(connectionString))
            {
                await new Migrator(late, NullLogger<Migrator>.Instance).MigrateAsync(Token);
            }

            await new Migrator(early, NullLogger<Migrator>.Instance).MigrateAsync(Token);

            await using var first = await early.OpenConnectionAsync(Token);
            await using var second = await early.OpenConnectionAsync(Token);
            Assert.Equal(Values, await EchoAsync(first));
            Assert.Equal(Values, await EchoAsync(second));
        }

        await ExecuteAsync(server, $"drop database {name} with (force)");
    }

    [Fact]
    public async Task Terms_and_embeddings_are_stored_and_read_back_as_they_are()
    {
        await using var source = TestDatabase.Open(await stores.PostgresAsync());
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var make = new NpgsqlCommand(
            "create extension if not exists vector; create temporary table kept (terms sparsevec, embedding halfvec)", connection);
        await make.ExecuteNonQueryAsync(Token);
        await connection.ReloadTypesAsync(Token);
        var terms = new SparseTerms([0, 5, SparseTerms.Dimensions - 1], [1f, 0.5f, 2f]);

        await connection.CopyAsync(
            "kept (terms, embedding)",
            [terms],
            async (rows, row) =>
            {
                await rows.WriteAsync(row.ToSparseVector(), Token);
                await rows.WriteAsync(((ReadOnlySpan<float>)Values).ToHalfVector(), Token);
            },
            Token);

        await using var read = new NpgsqlCommand("select terms::text, terms, embedding from kept", connection);
        await using var reader = await read.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal($"{{1:1,6:0.5,{SparseTerms.Dimensions}:2}}/{SparseTerms.Dimensions}", reader.GetString(0));
        Assert.Equal(terms.Slots, reader.GetFieldValue<SparseVector>(1).Indices.ToArray());
        Assert.Equal(Values, reader.GetFieldValue<HalfVector>(2).ToFloats());
    }

    [Fact]
    public async Task Nothing_is_sent_when_there_are_no_rows()
    {
        await using var source = TestDatabase.Open(await stores.PostgresAsync());
        await using var connection = await source.OpenConnectionAsync(Token);

        await connection.CopyAsync("a_table_that_is_not_there (id)", Array.Empty<int>(), (_, _) => Task.CompletedTask, Token);

        Assert.Equal(System.Data.ConnectionState.Open, connection.State);
    }

    private static async Task<float[]> EchoAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select $1", connection);
        command.Parameters.Add(new() { Value = ((ReadOnlySpan<float>)Values).ToHalfVector() });
        await using var reader = await command.ExecuteReaderAsync(Token);
        await reader.ReadAsync(Token);
        return reader.GetFieldValue<HalfVector>(0).ToFloats();
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
