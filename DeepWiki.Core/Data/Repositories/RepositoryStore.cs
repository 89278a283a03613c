using System.Security.Cryptography;
using DeepWiki.Core.Repositories;
using Npgsql;

namespace DeepWiki.Core.Data.Repositories;

/// <summary>The table of repositories. Identity is host and path; names alone would let two hosts meet.</summary>
public sealed class RepositoryStore(NpgsqlDataSource dataSource)
{
    /// <summary>Finds the repository or adds it.</summary>
    public async Task<StoredRepository> GetOrAddAsync(
        RepositoryKind kind, string host, string path, string address, CancellationToken cancellationToken)
    {
        // The no-op update makes RETURNING give the row that was already there.
        await using var command = dataSource.CreateCommand(
            """
            insert into repositories (public_id, host, path, kind, address) values ($1, $2, $3, $4, $5)
            on conflict (host, path) do update set kind = excluded.kind, address = excluded.address
            returning repository_id, public_id, kind, host, path, address, visibility
            """);
        command.Parameters.Add(new() { Value = NewPublicId() });
        command.Parameters.Add(new() { Value = host });
        command.Parameters.Add(new() { Value = path });
        command.Parameters.Add(new() { Value = (short)kind });
        command.Parameters.Add(new() { Value = address });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Read(reader);
    }

    public async Task<StoredRepository?> FindAsync(int repositoryId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select repository_id, public_id, kind, host, path, address, visibility from repositories where repository_id = $1");
        command.Parameters.Add(new() { Value = repositoryId });
        return await ReadOneAsync(command, cancellationToken);
    }

    /// <summary>The ids of all repositories.</summary>
    public async Task<IReadOnlyList<int>> ListIdsAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select repository_id from repositories");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    public async Task<StoredRepository?> FindByPublicIdAsync(string publicId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select repository_id, public_id, kind, host, path, address, visibility from repositories where public_id = $1");
        command.Parameters.Add(new() { Value = publicId });
        return await ReadOneAsync(command, cancellationToken);
    }

    /// <summary>The repository at a place; null when none is known there.</summary>
    /// <param name="host">Host, with the port if it is not the scheme's own; empty for a local folder.</param>
    /// <param name="path">Path at the host as that tells paths apart, or the folder.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<StoredRepository?> FindByPlaceAsync(string host, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select repository_id, public_id, kind, host, path, address, visibility from repositories where host = $1 and path = $2");
        command.Parameters.Add(new() { Value = host });
        command.Parameters.Add(new() { Value = path });
        return await ReadOneAsync(command, cancellationToken);
    }

    /// <summary>The first hundred repositories of one kind with this path, such as <c>owner/name</c>, on whatever host.</summary>
    public async Task<IReadOnlyList<StoredRepository>> FindByPathAsync(
        RepositoryKind kind, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select repository_id, public_id, kind, host, path, address, visibility from repositories
            where kind = $1 and lower(path) = lower($2) order by repository_id limit 100
            """);
        command.Parameters.Add(new() { Value = (short)kind });
        command.Parameters.Add(new() { Value = path });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<StoredRepository>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(Read(reader));
        }

        return found;
    }

    /// <summary>Records whether an anonymous caller could read the repository just now.</summary>
    public async Task SetVisibilityAsync(int repositoryId, RepositoryVisibility visibility, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update repositories set visibility = $2, visibility_checked_at = clock_timestamp() where repository_id = $1");
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = (short)visibility });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Notes that an anonymous caller could read the repository just now, if it is known. Twice a day: what was seen is believed for one, and must not run out
    /// while it is asked for.
    /// </summary>
    public async Task ConfirmPublicAsync(string host, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update repositories set visibility = $3, visibility_checked_at = clock_timestamp()
            where host = $1 and path = $2
                and (visibility <> $3 or visibility_checked_at is null or visibility_checked_at < clock_timestamp() - interval '12 hours')
            """);
        command.Parameters.Add(new() { Value = host });
        command.Parameters.Add(new() { Value = path });
        command.Parameters.Add(new() { Value = (short)RepositoryVisibility.Public });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes that an anonymous caller was refused: a repository that was public is so no more.</summary>
    public async Task HideAsync(string host, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update repositories set visibility = $3, visibility_checked_at = clock_timestamp()
            where host = $1 and path = $2 and visibility = $4
            """);
        command.Parameters.Add(new() { Value = host });
        command.Parameters.Add(new() { Value = path });
        command.Parameters.Add(new() { Value = (short)RepositoryVisibility.Private });
        command.Parameters.Add(new() { Value = (short)RepositoryVisibility.Public });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<StoredRepository?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static StoredRepository Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        reader.GetString(1),
        (RepositoryKind)reader.GetInt16(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        (RepositoryVisibility)reader.GetInt16(6));

    private static string NewPublicId() => "rep_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
