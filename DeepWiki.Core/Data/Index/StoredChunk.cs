using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>A chunk as read back.</summary>
public sealed record StoredChunk(long ChunkId, long BlobNumber, int StartLine, int EndLine, string? Symbol, string Text)
{
    // Every statement that reads chunks names these columns first, in the order of the constructor.
    internal static async Task<IReadOnlyList<StoredChunk>> ReadAllAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var chunks = new List<StoredChunk>();
        while (await reader.ReadAsync(cancellationToken))
        {
            chunks.Add(Read(reader));
        }

        return chunks;
    }

    internal static StoredChunk Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt32(3),
        reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5));
}
