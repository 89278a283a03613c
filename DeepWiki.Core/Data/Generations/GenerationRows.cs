using System.Text.Json;
using Npgsql;

namespace DeepWiki.Core.Data.Generations;

/// <summary>Reads rows of generations, in the order of columns that <see cref="GenerationStore"/> selects.</summary>
internal static class GenerationRows
{
    public static WikiGeneration Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        reader.GetInt32(1),
        reader.GetInt32(2),
        Enum.Parse<GenerationState>(reader.GetString(3), ignoreCase: true),
        new GenerationPlan(
            reader.GetString(4),
            reader.GetInt32(5),
            reader.GetInt32(6),
            reader.GetInt32(7),
            reader.GetString(8),
            reader.GetString(9),
            reader.GetString(10),
            JsonSerializer.Deserialize(reader.GetString(11), GenerationsJsonContext.Default.IReadOnlyListWikiSection)!, // The columns are not null.
            JsonSerializer.Deserialize(reader.GetString(12), GenerationsJsonContext.Default.IReadOnlyListString)!, // As above.
            JsonSerializer.Deserialize(reader.GetString(13), GenerationsJsonContext.Default.IReadOnlyListString)!, // As above.
            reader.GetString(14),
            reader.GetString(15))
        {
            BaseGeneration = reader.IsDBNull(16) ? null : reader.GetInt32(16),
            IsPreview = reader.GetBoolean(17),
            MaxCost = reader.IsDBNull(18) ? null : reader.GetDouble(18),
        },
        reader.GetInt64(19),
        reader.GetInt64(20),
        reader.GetInt64(21),
        reader.IsDBNull(22) ? null : reader.GetDouble(22),
        reader.GetFieldValue<DateTimeOffset>(23),
        reader.IsDBNull(24) ? null : reader.GetFieldValue<DateTimeOffset>(24));
}
