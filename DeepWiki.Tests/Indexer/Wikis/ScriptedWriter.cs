using System.Text.Json;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>A model that plans and writes wikis: the same request always has the same answer.</summary>
internal static partial class ScriptedWriter
{
    public static readonly string[] Titles = ["Overview", "Storage", "Queue", "Retry", "Options", "Sinks", "Documents", "Packaging"];

    /// <summary>An outline for a request to plan, else a page that cites each of the first excerpts.</summary>
    public static ScriptedAnswer Answer(string body)
    {
        var prompt = JsonDocument
            .Parse(body)
            .RootElement.GetProperty("messages")
            .EnumerateArray()
            .Select(message => message.GetProperty("content"))
            .Select(content =>
                content.ValueKind == JsonValueKind.String
                    ? content.GetString() ?? ""
                    : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
            )
            .ToList();
        return
            prompt[^1].Contains("Write the plan of the wiki", StringComparison.Ordinal)
            || prompt[^1].Contains("Write it once more, whole, as JSON", StringComparison.Ordinal)
            ? ScriptedAnswer.Text(Plan())
            : ScriptedAnswer.Text(Page(prompt[^1]));
    }

    public static bool IsPlan(string body) => body.Contains("Write the plan of the wiki", StringComparison.Ordinal);

    /// <summary>Title of the page that a request asks for; empty for any other request.</summary>
    public static string TitleOf(string body) =>
        WantedPage().Match(JsonDocument.Parse(body).RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").ToString())
            is { Success: true } match
            ? match.Groups["title"].Value
            : "";

    public static string Plan() =>
        JsonSerializer.Serialize(
            new
            {
                title = "Sample",
                description = "Keeps rows in segments.",
                pages = Titles.Select(title => new
                {
                    title,
                    section = title is "Overview" or "Documents" ? "Start" : "Parts",
                    purpose = $"All about {title}.",
                    importance = title == "Overview" ? "high" : "medium",
                    files = Files(title),
                    related = Array.Empty<string>(),
                }),
            }
        );

    private static string[] Files(string title) =>
        title switch
        {
            "Storage" or "Queue" or "Retry" => [$"src/{title}/{title}Service.cs", $"src/{title}/{title}Options.cs", $"src/{title}/I{title}Sink.cs"],
            "Options" => ["src/Storage/StorageOptions.cs", "src/Queue/QueueOptions.cs", "src/Retry/RetryOptions.cs"],
            "Sinks" => ["src/Storage/IStorageSink.cs", "src/Queue/IQueueSink.cs", "src/Retry/IRetrySink.cs"],
            "Packaging" => ["Sample.csproj"],
            _ => ["README.md", "docs/storage.md"],
        };

    private static string Page(string prompt)
    {
        var excerpts = Excerpt()
            .Matches(prompt)
            .Take(3)
            .Select(match => $"[{match.Groups["path"].Value}:{match.Groups["start"].Value}-{match.Groups["end"].Value}]()")
            .ToList();
        var cited = excerpts.Count > 0 ? excerpts[0] : "";
        return $"The subject of this page is explained by the lines below, which say what it is for and how its parts hang together in this project. "
            + $"{cited}\n\n"
            + $"## Parts\n\nEach part reads its options once and goes on until it is stopped; the parts hand items to each other. "
            + $"{string.Join(' ', excerpts)}\n\n"
            + $"## Flow\n\nItems flow from the first part to the last, and a failed step is tried again as often as its options allow. {cited}\n\n"
            + "```mermaid\ngraph TD\n  A[\"Storage\"] --> B[\"Queue\"]\n```\n\nSources: "
            + cited
            + "\n";
    }

    // path: src/a.cs, then lines: 1-20
    [GeneratedRegex(@"^path: (?<path>[^\n\r]+)\r?\nlines: (?<start>\d+)-(?<end>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Excerpt();

    [GeneratedRegex(@"Write the page “(?<title>[^”]+)”", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex WantedPage();
}
