using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>
/// The key that seals what passes through Redis from one service to another. It lies in PostgreSQL and the sealed text in Redis, so
/// that neither store alone gives a token away.
/// </summary>
public sealed class EncryptionKeyStore(NpgsqlDataSource dataSource)
{
    private byte[]? known;

    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        // It never changes once the first migration has run.
        if (known is not null)
        {
            return known;
        }

        await using var command = dataSource.CreateCommand("select key from service_keys where name = 'hand-over'");
        return known = (byte[])(await command.ExecuteScalarAsync(cancellationToken))!; // The first migration writes it.
    }
}
