using System.Security.Cryptography;
using System.Text.Json;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Prompts;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Generations;

/// <summary>The table of wikis that the service makes.</summary>
public sealed class WikiStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        """
        w.wiki_id, w.public_id, w.repository_id, w.ref, w.language, w.detail, w.settings::text, w.provider, w.model, w.policy, w.title, w.description,
        w.active_generation, w.created_at, w.updated_at
        """;

    /// <summary>Finds the wiki or adds it; settings, writer and policy are those of the newest request.</summary>
    public async Task<StoredWiki> SaveAsync(
        WikiIdentity identity, IndexJobSettings settings, string provider, string model, WikiPolicy policy, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            insert into wikis as w (public_id, repository_id, ref, language, detail, settings, provider, model, policy)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (repository_id, ref, language, detail)
                do update set settings = excluded.settings, provider = excluded.provider, model = excluded.model, policy = excluded.policy
            returning {Columns}
            """);
        command.Parameters.Add(new() { Value = "wik_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) });
        command.Parameters.Add(new() { Value = identity.RepositoryId });
        command.Parameters.Add(new() { Value = identity.Ref });
        command.Parameters.Add(new() { Value = identity.Language });
        command.Parameters.Add(new() { Value = Name(identity.Detail) });
        command.Parameters.Add(
            new() { Value = JsonSerializer.Serialize(settings, GenerationsJsonContext.Default.IndexJobSettings), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = provider });
        command.Parameters.Add(new() { Value = model });
        command.Parameters.Add(new() { Value = policy.ToString().ToLowerInvariant() });
        return (await ReadAsync(command, cancellationToken))[0];
    }

    /// <summary>The wiki of an identity; null when there is none.</summary>
    public async Task<StoredWiki?> FindAsync(WikiIdentity identity, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"select {Columns} from wikis w where w.repository_id = $1 and w.ref = $2 and w.language = $3 and w.detail = $4");
        command.Parameters.Add(new() { Value = identity.RepositoryId });
        command.Parameters.Add(new() { Value = identity.Ref });
        command.Parameters.Add(new() { Value = identity.Language });
        command.Parameters.Add(new() { Value = Name(identity.Detail) });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The wiki of a public id; null when there is none.</summary>
    public async Task<StoredWiki?> FindAsync(string publicId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from wikis w where w.public_id = $1");
        command.Parameters.Add(new() { Value = publicId });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The wiki of a key; null when there is none.</summary>
    public async Task<StoredWiki?> FindAsync(int wikiId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from wikis w where w.wiki_id = $1");
        command.Parameters.Add(new() { Value = wikiId });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The wikis of a repository.</summary>
    public async Task<IReadOnlyList<StoredWiki>> FindOfAsync(int repositoryId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from wikis w where w.repository_id = $1 order by w.wiki_id");
        command.Parameters.Add(new() { Value = repositoryId });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Wikis of repositories that anybody may read, in a stable order.</summary>
    /// <param name="words">Words that the repository's name, host or title must contain; empty for all.</param>
    /// <param name="byName">True to order by the repository's path; false for the newest change first.</param>
    /// <param name="skip">Number of wikis to leave out at the beginning.</param>
    /// <param name="limit">Most wikis.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<StoredWiki>> ListAsync(string words, bool byName, int skip, int limit, CancellationToken cancellationToken)
    {
        // One that turned private is asked about by nobody without a token, so what was seen is true for a day. Folders are this deployment's own.
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} from wikis w join repositories r using (repository_id)
            where (r.visibility = 3 or (r.visibility = 1 and r.visibility_checked_at > now() - interval '24 hours'))
                and not exists (
                    select 1 from unnest(string_to_array($1, ' ')) word
                    where word <> '' and position(lower(word) in lower(concat_ws(' ', r.host, r.path, w.title))) = 0)
            order by case when $2 then lower(r.path) end, case when not $2 then w.updated_at end desc, w.wiki_id desc
            offset $3 limit $4
            """);
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = byName });
        command.Parameters.Add(new() { Value = skip });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>
    /// Wikis with something to read, at most 1,000: those of a head before those of other refs, comprehensive ones first, then the newest.
    /// </summary>
    /// <param name="seesAll">True for those of private repositories, too.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<StoredWiki>> ListPublishedAsync(bool seesAll, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} from wikis w join repositories r using (repository_id)
            where w.active_generation is not null
                and ($1 or r.visibility = 3 or (r.visibility = 1 and r.visibility_checked_at > now() - interval '24 hours'))
            order by w.ref = '' desc, w.detail = 'comprehensive' desc, w.updated_at desc limit 1000
            """);
        command.Parameters.Add(new() { Value = seesAll });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Deletes a wiki with all its generations, and ends its jobs. False when there was none.</summary>
    public async Task<bool> DeleteAsync(int wikiId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("delete from wikis where wiki_id = $1");
        command.Parameters.Add(new() { Value = wikiId });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static string Name(OutlineDetail detail) => detail.ToString().ToLowerInvariant();

    private static async Task<IReadOnlyList<StoredWiki>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var wikis = new List<StoredWiki>();
        while (await reader.ReadAsync(cancellationToken))
        {
            wikis.Add(new StoredWiki(
                reader.GetInt32(0),
                reader.GetString(1),
                new WikiIdentity(
                    reader.GetInt32(2), reader.GetString(3), reader.GetString(4), Enum.Parse<OutlineDetail>(reader.GetString(5), ignoreCase: true)),
                JsonSerializer.Deserialize(reader.GetString(6), GenerationsJsonContext.Default.IndexJobSettings)!, // The column is not null.
                reader.GetString(7),
                reader.GetString(8),
                Enum.Parse<WikiPolicy>(reader.GetString(9), ignoreCase: true),
                reader.GetString(10),
                reader.GetString(11),
                reader.IsDBNull(12) ? null : reader.GetInt32(12),
                reader.GetFieldValue<DateTimeOffset>(13),
                reader.GetFieldValue<DateTimeOffset>(14)));
        }

        return wikis;
    }
}
