using System.Runtime.InteropServices;
using DeepWiki.Core.TextAnalysis;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Counts the documents of a batch that each slot occurs in: one row of deltas, folded into the statistics at activation.</summary>
/// <param name="field">Field of the documents.</param>
/// <param name="isLoss">True when the documents go instead of coming.</param>
internal sealed class TermCounts(Bm25Field field, bool isLoss = false)
{
    private readonly Dictionary<int, int> counts = [];
    private int documents;

    public void Add(SparseTerms terms) => Add(terms.Slots);

    public void Add(ReadOnlySpan<int> slots)
    {
        documents++;
        foreach (var slot in slots)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, slot, out _)++;
        }
    }

    public async Task InsertAsync(NpgsqlConnection connection, int seriesId, CancellationToken cancellationToken)
    {
        if (documents == 0)
        {
            return;
        }

        counts[TermStatistics.All] = documents;
        await using var command = new NpgsqlCommand("insert into term_deltas (series_id, field, slots, counts) values ($1, $2, $3, $4)", connection);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = field.Number });
        command.Parameters.Add(new() { Value = counts.Keys.ToArray() });
        command.Parameters.Add(new() { Value = counts.Values.Select(count => isLoss ? -count : count).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
