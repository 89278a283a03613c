using System.Security.Cryptography;
using Npgsql;

namespace DeepWiki.Core.Data.Repositories;

/// <summary>The table of webhooks: addresses at which Git hosts tell of pushes, each with a sealed secret.</summary>
public sealed class WebhookStore(NpgsqlDataSource dataSource)
{
    /// <summary>Hooks that a repository may have.</summary>
    public const int MaxOfOne = 20;

    /// <summary>A new id, which cannot be guessed.</summary>
    public static string NewId() => "hook_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Adds a hook. False when the repository has as many as it may.</summary>
    public async Task<bool> AddAsync(string hookId, int repositoryId, byte[] sealedSecret, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            insert into webhooks (hook_id, repository_id, secret)
            select $1, $2, $3 where (select count(*) from webhooks where repository_id = $2) < {MaxOfOne}
            """);
        command.Parameters.Add(new() { Value = hookId });
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = sealedSecret });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Repository and sealed secret of a hook; null when there is no such hook.</summary>
    public async Task<(int RepositoryId, byte[] Secret)?> FindAsync(string hookId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select repository_id, secret from webhooks where hook_id = $1");
        command.Parameters.Add(new() { Value = hookId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)) : null;
    }
}
