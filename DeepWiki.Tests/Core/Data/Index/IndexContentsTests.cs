using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.Core.Data.Index;

[Trait("Category", "Integration")]
public sealed class IndexContentsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly IndexJobSettings Settings = new("test/model", [], [], [], []);

    private readonly IndexContents contents = new(database.DataSource);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_are_the_indexed_files_of_the_pinned_generation_in_ordinal_order()
    {
        var names = Enumerable.Range(1, 40).Select(i => new Declaration(i, $"M{i}", $"T.M{i}", DeclarationKind.Method)).ToArray();
        var code = Blob("class T", 90) with { Source = new ParsedSource(names, [], null, false) };
        var index = await IndexAsync(
            ("src/b.cs", code), ("src/A.cs", Blob("class A", 3)), ("README.md", Blob("# Title\n\nText.", 3)), ("lock.json", Skipped("locked")));

        var facts = await contents.ReadFactsAsync(index, "acme/shop", Token);

        Assert.Equal("acme/shop", facts.Name);
        Assert.Equal(["README.md", "src/A.cs", "src/b.cs"], facts.Files.Select(file => file.Path));
        Assert.Equal(90, facts.Files[2].Lines);
        Assert.Equal(names.Take(FileFactsReader.MaxSymbols).Select(symbol => symbol.FullName), facts.Files[2].Symbols);
        Assert.Equal("# Title\n\nText.", facts.Readme);
    }

    [Fact]
    public async Task Texts_come_in_the_order_of_their_paths_and_without_what_is_not_there()
    {
        var two = Blob("line 1\nline 2", 6, (5, "line 5\nline 6"));
        var index = await IndexAsync(("a.cs", Blob("alpha", 1)), ("b.cs", two));

        var files = await contents.ReadFilesAsync(index, ["b.cs", "gone.cs", "a.cs", "b.cs"], 1_000, Token);

        Assert.Equal(["b.cs", "a.cs"], files.Select(file => file.Path));
        var block = Assert.Single(files[0].Blocks);
        Assert.Equal((1, 6, "line 1\nline 2\n\n\nline 5\nline 6"), (block.StartLine, block.EndLine, block.Text));
    }

    [Fact]
    public async Task Files_have_the_declarations_imports_and_documentation_that_were_stored()
    {
        var declaration = new Declaration(3, "Run", "Jobs.Runner.Run", DeclarationKind.Method)
        {
            EndLine = 4,
            Doc = new LineSpan(1, 2),
            Bases = ["Base"],
            IsTest = true,
            IsExported = true,
            IsTrivial = true,
            Scope = "Runner",
        };
        var source = new ParsedSource([declaration with { Line = 2, Name = "Gap", Kind = DeclarationKind.Property }, declaration], [new Import(1, "app/db")],
            new LineSpan(1, 1), false);
        var index = await IndexAsync(("a.py", Blob("1\n2\n3\n4", 4) with { Source = source }));

        var file = Assert.Single(await contents.ReadFilesAsync(index, ["a.py"], 1_000, Token));
        var facts = await contents.ReadFactsAsync(index, "acme/shop", Token);

        var stored = Assert.Single(file.Blocks).Declarations[1];
        Assert.Equal(["Base"], stored.Bases);
        Assert.Equal(declaration, stored with { Bases = declaration.Bases });
        Assert.Equal([new Import(1, "app/db")], file.Imports);
        Assert.Equal(new LineSpan(1, 1), file.Doc);
        Assert.Equal(["Jobs.Runner.Run"], Assert.Single(facts.Files).Symbols);
    }

    [Fact]
    public async Task Cells_of_a_notebook_stay_apart()
    {
        var index = await IndexAsync(("a.ipynb", Blob("one", 9, (7, "two"))));

        var file = Assert.Single(await contents.ReadFilesAsync(index, ["a.ipynb"], 1_000, Token));

        Assert.Equal([(1, 1), (7, 7)], file.Blocks.Select(block => (block.StartLine, block.EndLine)));
    }

    [Fact]
    public async Task A_file_takes_no_more_than_its_share()
    {
        var large = Blob(new string('x', 60), 9, (2, new string('y', 60)), (3, new string('z', 60)));
        var index = await IndexAsync(("long.cs", large), ("short.cs", Blob("short", 1)));

        var files = await contents.ReadFilesAsync(index, ["long.cs", "short.cs"], 200, Token);

        Assert.Equal(1, Assert.Single(files[0].Blocks).EndLine);
        Assert.Equal("short", Assert.Single(files[1].Blocks).Text);
    }

    [Fact]
    public async Task A_long_file_comes_in_blocks_that_follow_each_other()
    {
        var index = await IndexAsync(("long.cs", Blob(new string('a', 4_000), 9, (4, new string('b', 4_000)), (5, "c"))));

        var file = Assert.Single(await contents.ReadFilesAsync(index, ["long.cs"], 100_000, Token));

        Assert.Equal([(1, 3), (4, 5)], file.Blocks.Select(block => (block.StartLine, block.EndLine)));
        Assert.Equal(new string('a', 4_000) + "\n\n", file.Blocks[0].Text);
        var joined = Assert.Single(file.Join());
        Assert.Equal((1, 5, $"{new string('a', 4_000)}\n\n\n{new string('b', 4_000)}\nc"), (joined.StartLine, joined.EndLine, joined.Text));
    }

    [Fact]
    public async Task Blank_lines_without_end_make_no_long_block()
    {
        var index = await IndexAsync(("sparse.cs", Blob("a", 260_000, (259_999, "b"))));

        var file = Assert.Single(await contents.ReadFilesAsync(index, ["sparse.cs"], 100_000, Token));

        Assert.Equal([(1, "a"), (259_999, "b")], file.Blocks.Select(block => (block.StartLine, block.Text)));
    }

    [Fact]
    public async Task A_path_that_is_no_text_names_no_file()
    {
        var index = await IndexAsync(("a.cs", Blob("alpha", 1)));

        var files = await contents.ReadFilesAsync(index, ["a\0.cs", "a\ud800.cs", "a\n.cs", "a.cs"], 1_000, Token);

        Assert.Equal(["a.cs"], files.Select(file => file.Path));
    }

    private async Task<ActiveIndex> IndexAsync(params (string Path, BlobRow Blob)[] files)
    {
        await database.ExecuteAsync("update jobs set state = 'cancelled' where state in ('queued', 'running')");
        var repository = await new RepositoryStore(database.DataSource).GetOrAddAsync(
            RepositoryKind.Git, "example.org", $"a/{Guid.NewGuid():N}", "https://example.org/a/b", Token);
        await new JobQueue(database.DataSource).EnqueueAsync(repository.Id, Settings, JobOrigin.Own, Token);
        var job = await new JobLeases(database.DataSource).ClaimAsync("test", TimeSpan.FromMinutes(1), Token) ?? throw new InvalidOperationException("No job.");
        var key = new SeriesKey(repository.Id, "test/model", 2, 1, Settings.FilterHash());
        var series = new SeriesStore(database.DataSource);
        var id = await series.GetOrAddAsync(key, Token);
        await new IndexWriter(database.DataSource).WriteAsync(job, id, [.. files.Select(file => file.Blob)], Token);
        await new IndexActivation(database.DataSource).ActivateAsync(
            job, id, new byte[20], files.Select(file => new FileRow(file.Path, file.Blob.Blob)).ToAsyncEnumerable(), onSkipped: null, Token);
        return await series.FindActiveAsync(key, Token) ?? throw new InvalidOperationException("No index.");
    }

    private static BlobRow Skipped(string text) => new(Hash(text), 1, 3, []);

    private static BlobRow Blob(string text, int lines, params IEnumerable<(int Line, string Text)> more) =>
        new(Hash(text), lines, null, [.. more.Prepend((1, text)).Select(part => Chunk(part.Item1, part.Item2))]);

    private static ChunkRow Chunk(int line, string text) =>
        new(
            new Chunk(line, line + text.Count(c => c == '\n'), ChunkKind.Lines, null, [], text), Hash(text),
            Bm25.Document(Tokenizer.Terms(text), Bm25Field.Chunk), new float[] { 1f, 0f });

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
