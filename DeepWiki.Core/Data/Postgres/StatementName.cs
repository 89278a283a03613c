namespace DeepWiki.Core.Data.Postgres;

/// <summary>
/// Name of a statement by its operation and table, read off its text, so that its span has a short name that few others share, such as
/// <c>SELECT chunks</c>. Nothing that differs from run to run gets into it: neither values nor names of indexes.
/// </summary>
/// <param name="Operation">Operation in capitals.</param>
/// <param name="Target">The table, or the function where there is no table; null where the operation says it all.</param>
internal readonly record struct StatementName(string Operation, string? Target)
{
    // Where a statement has not said by then what it is about, it is long rather than deep.
    private const int MaxWords = 400;

    public static StatementName Parse(string sql)
    {
        var words = Words(sql).Take(MaxWords).ToList();
        return At(words, 0) switch
        {
            null => new("SQL", null),
            "select" => new("SELECT", Table(words) ?? Function(words)),
            "with" => Changed(words) is { } place ? Change(words, place) : new("SELECT", Table(words)),
            "insert" or "update" or "delete" => Change(words, 0),
            "copy" => new("COPY", At(words, 1)),
            "analyze" => new("ANALYZE", At(words, 1)),
            "create" => Create(words),
            "drop" => new($"DROP {At(words, 1)?.ToUpperInvariant()}", null),
            var other => new(other.ToUpperInvariant(), null),
        };
    }

    public override string ToString() => Target is null ? Operation : $"{Operation} {Target}";

    private static StatementName Change(List<string> words, int place) => words[place] switch
    {
        "insert" => new("INSERT", After(words, "into", place)),
        "delete" => new("DELETE", After(words, "from", place)),
        _ => new("UPDATE", At(words, place + 1)),
    };

    // An index is called as the table it is on.
    private static StatementName Create(List<string> words) => words.Contains("table")
        ? new("CREATE TABLE", words.Skip(words.IndexOf("table") + 1).FirstOrDefault(word => word is not ("if" or "not" or "exists")))
        : words.Contains("index") ? new("CREATE INDEX", After(words, "on", 0))
        : new($"CREATE {At(words, 1)?.ToUpperInvariant()}", null);

    // with added as (insert into jobs … : what is changed is the point. "for update" and "do update" change nothing else.
    private static int? Changed(List<string> words)
    {
        var place = Enumerable.Range(1, words.Count - 1)
            .FirstOrDefault(place => words[place] is "insert" or "update" or "delete" && words[place - 1] is not ("for" or "key" or "do"));
        return place == 0 ? null : place;
    }

    // The first that is read; "is distinct from" reads none, and what is called like a function is none.
    private static string? Table(List<string> words)
    {
        for (var place = 1; place < words.Count; place++)
        {
            if (words[place - 1] == "from" && At(words, place - 2) != "distinct" && IsName(words[place][0]) && At(words, place + 1) != "(")
            {
                return words[place];
            }
        }

        return null;
    }

    private static string? Function(List<string> words) => At(words, 2) == "(" && IsName(words[1][0]) ? words[1] : null;

    private static string? After(List<string> words, string mark, int start) => words.IndexOf(mark, start) is >= 0 and var place ? At(words, place + 1) : null;

    private static string? At(List<string> words, int place) => place >= 0 && place < words.Count ? words[place] : null;

    private static IEnumerable<string> Words(string sql)
    {
        for (var place = 0; place < sql.Length;)
        {
            var end = place + 1;
            if (sql[place] == '\'')
            {
                end = After(sql, "'", end);
            }
            else if (sql.AsSpan(place).StartsWith("--"))
            {
                end = After(sql, "\n", end);
            }
            else if (IsName(sql[place]) || char.IsAsciiDigit(sql[place]))
            {
                while (end < sql.Length && (IsName(sql[end]) || char.IsAsciiDigit(sql[end]) || sql[end] == '.'))
                {
                    end++;
                }

                yield return sql[place..end].ToLowerInvariant();
            }
            else if (sql[place] == '(')
            {
                yield return "(";
            }

            place = end;
        }
    }

    private static int After(string sql, string mark, int start) =>
        sql.IndexOf(mark, start, StringComparison.Ordinal) is >= 0 and var found ? found + 1 : sql.Length;

    private static bool IsName(char c) => char.IsAsciiLetter(c) || c == '_';
}
