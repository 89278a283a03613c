using System.Text;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

/// <summary>Invariants of the chunks of any text: their lines, cut from the text, are their text; ascending, apart, nothing left out.</summary>
[Trait("Category", "Integration")]
public sealed class ChunkInvariantTests(ChunkerBed bed) : IClassFixture<ChunkerBed>
{
    private const int Max = 2400;

    private static readonly string[] Endings =
        ["cs", "py", "ts", "go", "rs", "c", "rb", "php", "scala", "sql", "sh", "proto", "md", "rst", "yaml", "toml",
            "json", "xml", "html", "vue", "txt", "ipynb"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> OddTexts => new()
    {
        { "a.cs", new string('{', 50_000) },
        { "a.py", "x = \"" + new string('a', 1_000_000) + "\"\n" },
        { "a.md", string.Concat(Enumerable.Range(1, 20_000).Select(i => new string('`', (i % 50) + 1) + "\n")) },
        { "b.md", new string('>', 100_000) + "\n# end" },
        { "c.md", string.Concat(Enumerable.Range(0, 3_000).Select(i => $"# Heading {i}\n")) },
        { "d.md", "```\n" + string.Concat(Enumerable.Repeat("line\n\n", 2_000)) },
        { "a.html", string.Concat(Enumerable.Repeat("<div>", 50_000)) },
        { "a.xml", "<a " + new string('"', 40_001) },
        { "a.json", new string('[', 100_000) },
        { "b.json", "{\"a\":" + new string('1', 50_000) },
        { "a.yaml", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: v\n")) },
        { "a.go", "\n\n\n" },
        { "b.go", "   \n\t\n" },
        { "a.rs", "fn a() {}" },
        { "a.txt", "\n\nonly this\n\n\n" },
        { "a.ts", string.Concat(Enumerable.Range(0, 5_000).Select(i => $"export const 値{i} = '😀';\n")) },
        { "a.ipynb", "{\"cells\": [{\"source\": [\"a\"" },
    };

    [Fact]
    public async Task Hold_for_every_file_of_this_repository()
    {
        var files = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.Tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*", SearchOption.AllDirectories))
            .Select(file => (Path: file, ContentSniffer.Read(file, File.ReadAllBytes(file)).Text))
            .Where(file => file.Text is not null)
            .ToList();

        foreach (var (path, text) in files)
        {
            await CheckAsync(path.EndsWith(".sample", StringComparison.Ordinal) ? path[..^".sample".Length] : path, text ?? "");
        }

        Assert.True(files.Count > 300);
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public Task Hold_for_odd_texts(string path, string text) => CheckAsync(path, text);

    [Fact]
    public async Task Hold_for_random_texts()
    {
        var random = new Random(20_261);
        const string Alphabet = "aB_ \t\n\n{}()[]<>/\\\"'`#=-:;,.@*1é漢\ud83d\ude00";
        for (var i = 0; i < 400; i++)
        {
            var text = new StringBuilder();
            var length = random.Next(1, 6_000);
            while (text.Length < length)
            {
                var rune = random.Next(8) == 0 ? "class " : Alphabet[random.Next(Alphabet.Length - 2)].ToString();
                text.Append(rune);
            }

            await CheckAsync($"f.{Endings[i % Endings.Length]}", TextDecoder.Clean(text.ToString()));
        }
    }

    private async Task CheckAsync(string path, string text)
    {
        var file = await bed.Chunker.ChunkAsync(path, text, Token);
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        var last = 0;
        var covered = new HashSet<int>();
        foreach (var chunk in file.Chunks)
        {
            Assert.True(chunk.StartLine > last && chunk.EndLine >= chunk.StartLine, $"{path}: {chunk.StartLine}-{chunk.EndLine} after {last}");
            Assert.Equal(string.Join('\n', lines[(chunk.StartLine - 1)..chunk.EndLine]), chunk.Text);
            Assert.True(
                chunk.Text.Length <= Max || chunk.StartLine == chunk.EndLine, $"{path}: {chunk.Text.Length} characters in {chunk.StartLine}-{chunk.EndLine}");
            covered.UnionWith(Enumerable.Range(chunk.StartLine, chunk.EndLine - chunk.StartLine + 1));
            last = chunk.EndLine;
        }

        if (!path.EndsWith(".ipynb", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(Enumerable.Range(1, lines.Length), line => !covered.Contains(line) && !string.IsNullOrWhiteSpace(lines[line - 1]));
        }
    }
}
