using System.Collections.Frozen;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>What the words of a file's name say about its subject, where a folder holds files of many.</summary>
internal static class FileThemes
{
    private static readonly FrozenDictionary<string, WikiWord> Themes = Table(
        (
            WikiWord.Networking,
            "net network networking anet socket sockets connection conn transport tls ssl http protocol resp ae epoll kqueue select iothread listener"),
        (WikiWord.Persistence, "rdb aof wal snapshot persistence storage store backend journal bio rio checkpoint disk"),
        (WikiWord.Replication, "replication replica replicas sync raft consensus sentinel failover"),
        (WikiWord.Clustering, "cluster clustering gossip membership sharding shard"),
        (WikiWord.Scripting, "script scripting lua eval functions vm interpreter"),
        (WikiWord.Security, "acl auth authentication authorization crypto sha1 sha256 security permission permissions token"),
        (WikiWord.CommandLine, "cli command commands cmd args getopt console repl"),
        (WikiWord.Memory, "zmalloc malloc memory mem alloc allocator defrag evict eviction lazyfree expire gc heap cache lru"),
        (WikiWord.Monitoring, "log logging logger latency metrics monitor slowlog trace tracing debug telemetry stats"),
        (WikiWord.Parsing, "parser parse parsing lexer scanner tokenizer token grammar ast syntax"),
        (WikiWord.Configuration, "config configuration options settings flags"),
        (
            WikiWord.DataTypes,
            "dict sds list listpack ziplist quicklist adlist intset rax hash set zset stream string hyperloglog kvstore skiplist bitops sparkline zipmap"),
        (WikiWord.UserInterface, "view views widget widgets component components ui render renderer"));

    public static WikiWord? Of(string stem)
    {
        foreach (var word in Names.Words(stem))
        {
            if (Themes.TryGetValue(word.ToLowerInvariant(), out var theme))
            {
                return theme;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, WikiWord> Table(params ReadOnlySpan<(WikiWord Theme, string Words)> rows)
    {
        var table = new Dictionary<string, WikiWord>(StringComparer.Ordinal);
        foreach (var (theme, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table.TryAdd(word, theme);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
