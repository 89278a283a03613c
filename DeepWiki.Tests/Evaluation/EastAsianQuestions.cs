using DeepWiki.Benchmarks.Corpus;

namespace DeepWiki.Tests.Evaluation;

/// <summary>Sources with comments in Chinese and Japanese, and questions in the same languages, which share words and no whole sentence.</summary>
internal static class EastAsianQuestions
{
    private static readonly (string Path, string Comment, string Question)[] All =
    [
        ("orders/RefundPolicy.cs", "超过三十天的订单不允许退款，除非管理员批准。", "什么时候可以退款？"),
        ("sessions/LoginGuard.cs", "连续五次输入错误密码后锁定账户十五分钟。", "密码输错几次会锁定账户？"),
        ("storage/TieredCache.cs", "缓存分为内存和磁盘两层，冷数据会自动移动到磁盘。", "冷数据缓存在哪里？"),
        ("queue/DeadLetters.go", "重试次数用完的消息进入死信队列，等待人工处理。", "重试失败的消息去哪里？"),
        ("billing/tax_rates.py", "根据收货地址所在的省份计算税率。", "税率怎么计算？"),
        ("search/KanaFolding.cs", "検索の前に、カタカナをひらがなに変換して表記の揺れを吸収する。", "カタカナはどこで変換されますか？"),
        ("mail/BounceHandler.cs", "届かなかったメールは三回まで再送信し、その後は宛先を無効にする。", "届かないメールの再送信は何回ですか？"),
        ("backup/snapshots.go", "毎晩のバックアップは差分だけを保存し、週に一度だけ完全な複製を作る。", "バックアップはいつ完全な複製を作りますか？"),
        ("reports/export_csv.py", "文字化けを防ぐため、CSV ファイルの先頭にバイト順マークを書き込む。", "CSV の文字化けを防ぐ処理はどこですか？"),
        ("locks/LeaseRenewal.cs", "ロックの期限が切れる前に、担当者が期限を延長する。", "ロックの期限を延長するのは誰ですか？"),
    ];

    /// <summary>Questions about what no source here has to do with.</summary>
    public static IReadOnlyList<string> Unanswerable { get; } =
    [
        "熊猫每天吃多少竹子？", "怎样做红烧牛肉面？", "月球离地球有多远？", "钢琴应该多久调一次音？",
        "富士山の高さは何メートルですか？", "寿司の作り方を教えてください。", "桜はいつ咲きますか？", "相撲の力士は何を食べますか？",
    ];

    public static IEnumerable<CorpusFile> Files => All.Select((entry, place) => new CorpusFile(entry.Path, Text(entry.Path, entry.Comment, place)));

    public static IReadOnlyList<FixedQuestion> Questions => [.. All.Select(entry => new FixedQuestion(entry.Question, [entry.Path]))];

    private static string Text(string path, string comment, int place)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return Path.GetExtension(path) switch
        {
            ".py" => $"\"\"\"{comment}\"\"\"\n\n\ndef {name}(value):\n    return value + {place}\n",
            ".go" => $"package part\n\n// {comment}\nfunc {name}(value int) int {{\n\treturn value + {place}\n}}\n",
            _ =>
                $"namespace Acme;\n\n/// <summary>{comment}</summary>\npublic sealed class {name}\n{{\n    public int Apply(int value) => value + {place};\n"
                    + $"}}\n",
        };
    }
}
