using Npgsql;

namespace DeepWiki.Core.Storage;

/// <summary>
/// The key that seals what passes through Redis from one service to another. It lies in PostgreSQL and the sealed text in Redis, so
/// that neither store alone gives a token away.
/// </summary>
public sealed class SealingKeyStore(NpgsqlDataSource dataSource)
{
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select key from service_keys where name = 'hand-over'");
        return (byte[])(await command.ExecuteScalarAsync(cancellationToken))!; // The first migration writes it.
    }
}
