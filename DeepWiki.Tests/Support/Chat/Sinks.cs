using System.Text;
using DeepWiki.Tests.Support.Stores;
using StackExchange.Redis;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Everything that outlives a request: rows of every table, keys and values of Redis, files of the services.</summary>
internal sealed class Sinks(TestDatabase database, IDatabase redis, string folder)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The sinks in which one of the texts stands, as it is or as the digits of its bytes.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(params IReadOnlyList<string> texts)
    {
        var forms = texts.Concat(texts.Select(text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)))).ToList();
        var found = new List<string>();
        await foreach (var (sink, content) in RowsAsync().Concat(KeysAsync()).Concat(FilesAsync()))
        {
            found.AddRange(forms.Where(form => content.Contains(form, StringComparison.OrdinalIgnoreCase)).Select(form => $"{sink}: {form}"));
        }

        return found;
    }

    // A whole row as text: bytes as their digits, whatever the type of a column.
    private async IAsyncEnumerable<(string Sink, string Content)> RowsAsync()
    {
        var tables = await ReadAsync(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')");
        Assert.Contains("public.jobs", tables);
        foreach (var table in tables)
        {
            foreach (var row in await ReadAsync($"select t::text from {table} t"))
            {
                yield return (table, row);
            }
        }
    }

    private async IAsyncEnumerable<(string Sink, string Content)> KeysAsync()
    {
        var server = redis.Multiplexer.GetServer(redis.Multiplexer.GetEndPoints()[0]);
        foreach (var key in server.Keys(redis.Database))
        {
            // The services keep strings and streams of events. A dump would do for all types, but it is compressed.
            if (await redis.KeyTypeAsync(key) == RedisType.Stream)
            {
                foreach (var field in (await redis.StreamRangeAsync(key)).SelectMany(entry => entry.Values))
                {
                    yield return ($"redis {key}", $"{key}\n{field.Name}\n{field.Value}");
                }

                continue;
            }

            var value = (byte[]?)await redis.StringGetAsync(key) ?? [];
            yield return ($"redis {key}", $"{key}\n" + Encoding.Latin1.GetString(value));
        }
    }

    private async IAsyncEnumerable<(string Sink, string Content)> FilesAsync()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

        // A worker keeps the file with its name locked.
        foreach (var file in Directory.EnumerateFiles(folder, "*", options).Where(file => !file.EndsWith(".id", StringComparison.Ordinal)))
        {
            byte[] content;
            try
            {
                content = await File.ReadAllBytesAsync(file, Token);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // A temporary file of git's.
                continue;
            }

            yield return (file, file + "\n" + Encoding.Latin1.GetString(content));
        }
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
