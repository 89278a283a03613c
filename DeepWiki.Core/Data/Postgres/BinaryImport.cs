using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>Bulk loads through PostgreSQL's binary COPY.</summary>
internal static class BinaryImport
{
    /// <summary>Sends rows to a table, such as <c>lexical (series_id, terms)</c>; no statement is sent when there are none.</summary>
    /// <param name="connection">Connection to load over; a transaction that is open on it holds the rows too.</param>
    /// <param name="target">Table and columns.</param>
    /// <param name="items">Items that become a row each.</param>
    /// <param name="write">Writes the values of one row, in the order of the columns.</param>
    /// <param name="cancellationToken">Ends the load; none of its rows stay.</param>
    public static async Task CopyAsync<T>(
        this NpgsqlConnection connection, string target, IEnumerable<T> items, Func<NpgsqlBinaryImporter, T, Task> write, CancellationToken cancellationToken)
    {
        using var item = items.GetEnumerator();
        if (!item.MoveNext())
        {
            return;
        }

        await using var rows = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)", cancellationToken);
        do
        {
            await rows.StartRowAsync(cancellationToken);
            await write(rows, item.Current);
        }
        while (item.MoveNext());

        await rows.CompleteAsync(cancellationToken);
    }
}
