using System.Data;
using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Repositories;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Wikis;

/// <summary>
/// Wikis that clients made and saved. Of a key there is one for each place of a repository and each caller, so that nobody's save replaces
/// another's; what a caller does not see is as if it were not there.
/// </summary>
public sealed class SavedWikiStore(NpgsqlDataSource dataSource)
{
    private const string Origin = "client";

    // A client draws the whole list.
    private const int MaxListed = 10_000;

    // Each is asked for at its host.
    private const int MaxStale = 3;

    // One that turned private is asked about by nobody without a token, so what was seen is true for a day.
    private const string IsPublic = "r.visibility = 1 and r.visibility_checked_at > now() - interval '24 hours'";

    private const string IsVisible =
        $"""
        ($1 or w.saved_by = $2 or exists (select from repositories r where r.host = w.host and r.path = w.path and {IsPublic}))
        """;

    private const string IsAskedFor =
        """
        w.type = $3 and w.owner = $4 and w.repository = $5 and w.language = $6 and ($7::text is null or $7 = case when w.host = '' then w.path else w.host end)
        """;

    private static readonly WikiReader Nobody = new(SeesAll: false, null);

    /// <summary>Keeps a wiki, and says whether there was room; the newest save of a caller wins.</summary>
    /// <param name="wiki">Wiki to keep.</param>
    /// <param name="caller">A keyed hash of the caller's id; null for an anonymous caller.</param>
    /// <param name="most">Wikis that the caller may keep.</param>
    /// <param name="maxBytes">Bytes of all of them.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<bool> SaveAsync(SavedWiki wiki, byte[]? caller, int most, long maxBytes, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into saved_wikis (key, origin, host, path, type, owner, repository, language, saved_by, content)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            from (
                select count(*) as wikis, coalesce(sum(octet_length(content)), 0) as bytes from saved_wikis
                where (saved_by = $9 or (saved_by is null and $9 is null)) and key <> $1
            ) as kept
            where kept.wikis < $11 and kept.bytes + octet_length($10) <= $12
            on conflict (key) do update set content = excluded.content, saved_at = clock_timestamp()
            """);
        var (type, owner, repository, language) = wiki.Key;
        string[] names = [Origin, wiki.Place.Host, wiki.Place.Path, type, owner, repository, language];
        command.Parameters.Add(new() { Value = KeyOf(names, caller) });
        foreach (var name in names)
        {
            command.Parameters.Add(new() { Value = name });
        }

        command.Parameters.Add(Bytes(caller));
        command.Parameters.Add(new() { Value = wiki.Content, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = most });
        command.Parameters.Add(new() { Value = maxBytes });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>True when a caller without a token was seen to read the repository in the last day.</summary>
    public async Task<bool> IsPublicAsync(WikiPlace place, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select exists (select from repositories r where r.host = $1 and r.path = $2 and {IsPublic})");
        command.Parameters.Add(new() { Value = place.Host });
        command.Parameters.Add(new() { Value = place.Path });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Addresses of repositories with such a wiki that were public when they were last seen, more than a day ago.</summary>
    public async Task<IReadOnlyList<(RepositoryKind Kind, string Address)>> FindStaleAsync(WikiKey key, string? host, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select r.kind, r.address from saved_wikis w join repositories r on r.host = w.host and r.path = w.path
            where ($1 or w.saved_by = $2) is not true and {IsAskedFor} and r.visibility = 1 and not ({IsPublic})
            group by r.kind, r.address order by max(w.saved_at) desc limit {MaxStale}
            """);
        Add(command, key, host, Nobody);
        await using var found = await command.ExecuteReaderAsync(cancellationToken);
        var addresses = new List<(RepositoryKind, string)>();
        while (await found.ReadAsync(cancellationToken))
        {
            addresses.Add(((RepositoryKind)found.GetInt16(0), found.GetString(1)));
        }

        return addresses;
    }

    /// <summary>The content of the newest wiki that the caller sees, his own before those of others; null when there is none.</summary>
    /// <param name="key">Its names.</param>
    /// <param name="host">The host of its repository, or the folder of a local one; null for any.</param>
    /// <param name="reader">Caller who asks.</param>
    /// <param name="reserve">Callback that is told the length in bytes before the content is read.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<byte[]?> FindAsync(WikiKey key, string? host, WikiReader reader, Action<long> reserve, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select octet_length(w.content), w.content from saved_wikis w
            where {IsVisible} and {IsAskedFor}
            order by coalesce(w.saved_by = $2, false) desc, w.saved_at desc, w.wiki_id desc limit 1
            """);
        Add(command, key, host, reader);
        await using var found = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        if (!await found.ReadAsync(cancellationToken))
        {
            return null;
        }

        reserve(found.GetInt32(0));
        return await found.GetFieldValueAsync<byte[]>(1, cancellationToken);
    }

    /// <summary>Deletes every wiki of the key that the caller sees, and says whether there was one.</summary>
    public async Task<bool> DeleteAsync(WikiKey key, string? host, WikiReader reader, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"delete from saved_wikis w where {IsVisible} and {IsAskedFor}");
        Add(command, key, host, reader);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Lists the wikis the caller sees, each key once, the newest first.</summary>
    public async Task<IReadOnlyList<WikiEntry>> ListAsync(WikiReader reader, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select w.type, w.owner, w.repository, w.language, max(w.saved_at) as newest from saved_wikis w
            where {IsVisible}
            group by w.type, w.owner, w.repository, w.language
            order by newest desc, w.type, w.owner, w.repository, w.language limit {MaxListed}
            """);
        Add(command, reader);
        await using var found = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<WikiEntry>();
        while (await found.ReadAsync(cancellationToken))
        {
            var key = new WikiKey(found.GetString(0), found.GetString(1), found.GetString(2), found.GetString(3));
            entries.Add(new WikiEntry(key, found.GetFieldValue<DateTimeOffset>(4)));
        }

        return entries;
    }

    // No name holds a line break, so joined names of two wikis differ. Only a folder's path could, and its grammar forbids it.
    private static byte[] KeyOf(string[] names, byte[]? caller) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(string.Join('\n', names) + "\n"), .. caller ?? []]);

    private static void Add(NpgsqlCommand command, WikiReader reader)
    {
        command.Parameters.Add(new() { Value = reader.SeesAll });
        command.Parameters.Add(Bytes(reader.Caller));
    }

    private static void Add(NpgsqlCommand command, WikiKey key, string? host, WikiReader reader)
    {
        Add(command, reader);
        command.Parameters.Add(new() { Value = key.Type });
        command.Parameters.Add(new() { Value = key.Owner });
        command.Parameters.Add(new() { Value = key.Repository });
        command.Parameters.Add(new() { Value = key.Language });
        command.Parameters.Add(new() { Value = (object?)host ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
    }

    private static NpgsqlParameter Bytes(byte[]? bytes) => new() { Value = (object?)bytes ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };
}
