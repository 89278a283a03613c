using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>An advisory lock that a connection of its own holds until disposed, so that work of one kind is done by one process at a time.</summary>
internal sealed class SessionLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly (int Class, int Key) name;

    private SessionLock(NpgsqlConnection connection, (int Class, int Key) name) => (this.connection, this.name) = (connection, name);

    /// <summary>Takes the lock; null when somebody else has it.</summary>
    public static async Task<IAsyncDisposable?> TryTakeAsync(
        NpgsqlDataSource dataSource, int lockClass, int key, CancellationToken cancellationToken)
    {
        var opened = await dataSource.OpenConnectionAsync(cancellationToken);
        var isHeld = false;
        try
        {
            await using var command = Create("select pg_try_advisory_lock($1, $2)", opened, (lockClass, key));
            isHeld = await command.ExecuteScalarAsync(cancellationToken) is true;
            return isHeld ? new SessionLock(opened, (lockClass, key)) : null;
        }
        finally
        {
            if (!isHeld)
            {
                await opened.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The lock belongs to the session: without this the pooled connection would keep it.
        await using (connection)
        {
            await using var command = Create("select pg_advisory_unlock($1, $2)", connection, name);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static NpgsqlCommand Create(string sql, NpgsqlConnection connection, (int Class, int Key) name)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = name.Class });
        command.Parameters.Add(new() { Value = name.Key });
        return command;
    }
}
