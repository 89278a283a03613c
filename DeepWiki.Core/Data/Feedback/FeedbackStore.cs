using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Feedback;

/// <summary>The table of what readers said of pages, messages and citations.</summary>
public sealed class FeedbackStore(NpgsqlDataSource dataSource)
{
    /// <summary>Keeps what a reader said, and gives its number.</summary>
    /// <param name="wikiId">The wiki it is about; null for a message.</param>
    /// <param name="target">Page, message or citation, as JSON.</param>
    /// <param name="verdict"><c>helpful</c> or <c>wrong</c>.</param>
    /// <param name="quote">Words it is about; null for none.</param>
    /// <param name="note">Words of the reader; null for none.</param>
    /// <param name="jobId">Job that it led to; null for none.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<long> AddAsync(
        int? wikiId, string target, string verdict, string? quote, string? note, long? jobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "insert into feedback (wiki_id, target, verdict, quote, note, job_id) values ($1, $2, $3, $4, $5, $6) returning feedback_id");
        command.Parameters.Add(new() { Value = (object?)wikiId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = target, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = verdict });
        command.Parameters.Add(new() { Value = (object?)quote ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)note ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)jobId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // RETURNING always gives the row.
    }
}
