using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Conversations;

/// <summary>The tables of conversations.</summary>
public sealed class ConversationStore(NpgsqlDataSource dataSource)
{
    private const int MaxTitle = 120;

    private const string Columns =
        """
        c.conversation_id, c.public_id, c.repository_id, c.title, c.caller,
        (select count(*) from messages m where m.conversation_id = c.conversation_id)::int, c.created_at, c.updated_at
        """;

    /// <summary>A new id that nobody can guess.</summary>
    public static string NewConversationId() => "cnv_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>A new id of a message.</summary>
    public static string NewMessageId() => "msg_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Stores a question and the place of its answer, and makes the conversation when it is not there.</summary>
    public async Task AddAsync(NewExchange exchange, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(
            """
            insert into conversations (public_id, repository_id, title, caller) values ($1, $2, $3, $4)
            on conflict (public_id) do update set updated_at = clock_timestamp()
            """,
            exchange.Conversation, exchange.RepositoryId, Title(exchange.Question), Text(exchange.Caller)));
        foreach (var (isAnswer, text) in exchange.History)
        {
            batch.BatchCommands.Add(Command(
                """
                insert into messages (public_id, conversation_id, role, text, mode, finished_at)
                select $1, conversation_id, $3, $4, 'answer', clock_timestamp() from conversations where public_id = $2
                """,
                NewMessageId(), exchange.Conversation, isAnswer ? "assistant" : "user", Storable(text)));
        }

        batch.BatchCommands.Add(Command(
            """
            insert into messages (public_id, conversation_id, role, text, mode, finished_at)
            select $1, conversation_id, 'user', $3, $4, clock_timestamp() from conversations where public_id = $2
            """,
            NewMessageId(), exchange.Conversation, Storable(exchange.Question), exchange.Mode));
        batch.BatchCommands.Add(Command(
            """
            insert into messages (public_id, conversation_id, role, text, mode, ask, provider, model, trace_id)
            select $1, conversation_id, 'assistant', '', $3, $4, $5, $6, $7 from conversations where public_id = $2
            """,
            exchange.Answer, exchange.Conversation, exchange.Mode, exchange.Ask, exchange.Provider, exchange.Model, exchange.TraceId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Fills an answer that has ended.</summary>
    /// <param name="answer">Public id of the answer.</param>
    /// <param name="text">The words there are.</param>
    /// <param name="commit">Commit it is about, in hexadecimal; null when that never was known.</param>
    /// <param name="facts">Sources, citations, rounds, usage, end and error, as JSON.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task CompleteAsync(string answer, string text, string? commit, string facts, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with filled as (
                update messages set text = $2, commit = decode($3, 'hex'), facts = $4, finished_at = clock_timestamp()
                where public_id = $1 returning conversation_id)
            update conversations c set updated_at = clock_timestamp() from filled f where c.conversation_id = f.conversation_id
            """);
        command.Parameters.Add(new() { Value = answer });
        command.Parameters.Add(new() { Value = Storable(text) });
        command.Parameters.Add(Text(commit));
        command.Parameters.Add(new() { Value = Storable(facts.Replace("\\u0000", "", StringComparison.Ordinal)), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A conversation by its public id; null when there is none.</summary>
    public async Task<StoredConversation?> FindAsync(string publicId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from conversations c where c.public_id = $1");
        command.Parameters.Add(new() { Value = publicId });
        return await ReadAsync(command, cancellationToken) is [var found] ? found : null;
    }

    /// <summary>Conversations of a caller, newest first.</summary>
    /// <param name="caller">Hash of the caller.</param>
    /// <param name="repositoryId">The repository they are about; null for any.</param>
    /// <param name="words">Words of the title or of a message; empty for any.</param>
    /// <param name="skip">Conversations before the first.</param>
    /// <param name="most">Most conversations.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<StoredConversation>> ListAsync(
        string caller, int? repositoryId, string words, int skip, int most, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} from conversations c
            where c.caller = $1 and ($2::int is null or c.repository_id = $2)
                and ($3 = '' or strpos(lower(c.title), lower($3)) > 0
                    or exists (select 1 from messages m where m.conversation_id = c.conversation_id and strpos(lower(m.text), lower($3)) > 0))
            order by c.updated_at desc, c.conversation_id desc offset $4 limit $5
            """);
        command.Parameters.Add(new() { Value = caller });
        command.Parameters.Add(new() { Value = (object?)repositoryId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = skip });
        command.Parameters.Add(new() { Value = most });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Messages of a conversation in their order.</summary>
    public async Task<IReadOnlyList<StoredMessage>> ReadMessagesAsync(long conversationId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select public_id, role, text, mode, created_at, ask, provider, model, encode(commit, 'hex'), trace_id, facts::text, finished_at
            from messages where conversation_id = $1 order by message_id
            """);
        command.Parameters.Add(new() { Value = conversationId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<StoredMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            messages.Add(
                new StoredMessage(
                    reader.GetString(0), reader.GetString(1) == "assistant", reader.GetString(2), reader.GetString(3),
                    reader.GetFieldValue<DateTimeOffset>(4))
                {
                    Ask = Optional(reader, 5),
                    Provider = Optional(reader, 6),
                    Model = Optional(reader, 7),
                    Commit = Optional(reader, 8),
                    TraceId = Optional(reader, 9),
                    Facts = Optional(reader, 10),
                    FinishedAt = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11),
                });
        }

        return messages;
    }

    /// <summary>The conversation and the message that an ask became; null when it is not known.</summary>
    public async Task<(string Conversation, string Message)?> FindAskAsync(string ask, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select c.public_id, m.public_id from messages m join conversations c using (conversation_id) where m.ask = $1");
        command.Parameters.Add(new() { Value = ask });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetString(0), reader.GetString(1)) : null;
    }

    /// <summary>The ask that a message came from; null when there is none.</summary>
    public async Task<string?> FindAskOfAsync(string message, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select ask from messages where public_id = $1");
        command.Parameters.Add(new() { Value = message });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Gives a conversation another title.</summary>
    public async Task RenameAsync(long conversationId, string title, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("update conversations set title = $2 where conversation_id = $1");
        command.Parameters.Add(new() { Value = conversationId });
        command.Parameters.Add(new() { Value = title });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes a conversation with its messages.</summary>
    public async Task DeleteAsync(long conversationId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("delete from conversations where conversation_id = $1");
        command.Parameters.Add(new() { Value = conversationId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Copies a conversation, or its beginning, to a new one.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="caller">Hash of the caller who copies; null for one without a name.</param>
    /// <param name="upTo">Public id of the last message to copy; null for all that have ended.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    /// <returns>Public id of the copy.</returns>
    public async Task<string> ForkAsync(long conversationId, string? caller, string? upTo, CancellationToken cancellationToken)
    {
        var id = NewConversationId();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(
            "insert into conversations (public_id, repository_id, title, caller) select $1, repository_id, title, $3 from conversations "
                + "where conversation_id = $2",
            id, conversationId, Text(caller)));
        batch.BatchCommands.Add(Command(
            """
            insert into messages (public_id, conversation_id, role, text, mode, provider, model, commit, trace_id, facts, created_at, finished_at)
            select 'msg_' || replace(gen_random_uuid()::text, '-', ''), c.conversation_id, m.role, m.text, m.mode, m.provider, m.model, m.commit, m.trace_id,
                m.facts, m.created_at, m.finished_at
            from messages m, conversations c
            where c.public_id = $1 and m.conversation_id = $2 and m.finished_at is not null
                and ($3::text is null or m.message_id <= (select message_id from messages where conversation_id = $2 and public_id = $3))
            order by m.message_id
            """,
            id, conversationId, Text(upTo)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    // PostgreSQL takes no U+0000.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static string Title(string question)
    {
        var line = string.Join(' ', Storable(question).Split((char[]?)null, MaxTitle, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxTitle)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[MaxTitle - 2]) ? MaxTitle - 2 : MaxTitle - 1)] + "…";
    }

    private static string? Optional(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static async Task<IReadOnlyList<StoredConversation>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var conversations = new List<StoredConversation>();
        while (await reader.ReadAsync(cancellationToken))
        {
            conversations.Add(new StoredConversation(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), Optional(reader, 4), reader.GetInt32(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return conversations;
    }
}
