using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Looks into a repository that was really indexed.</summary>
[Trait("Category", "Integration")]
public sealed class RepositoryLookupTests(LookupBench bench) : IClassFixture<LookupBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRepositoryLookup Lookup => bench.Lookup;

    [Fact]
    public async Task Words_find_the_lines_that_say_them()
    {
        var found = await Lookup.SearchCodeAsync("how long does the queue keep a lease", null, null, Token);

        Assert.Equal("src/jobs/Queue.cs", found.Hits[0].Path);
        Assert.Contains("LeaseSeconds", string.Concat(found.Hits.Select(hit => hit.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_below_a_path_finds_nothing_beside_it()
    {
        var found = await Lookup.SearchCodeAsync("queue", "tests", 20, Token);
        var error = await Assert.ThrowsAsync<DeepWikiException>(() => Lookup.SearchCodeAsync("queue", "src/gone", null, Token));

        Assert.Equal(["tests/QueueTests.cs"], found.Hits.Select(hit => hit.Path).Distinct());
        Assert.Contains("There is no folder or file src/gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_those_of_the_file()
    {
        var file = await Lookup.ReadFileAsync("./src/jobs/Queue.cs", 3, 6, Token);

        var block = Assert.Single(file.Blocks);
        Assert.Equal((3, 6), (block.StartLine, block.EndLine));
        Assert.Equal(string.Join('\n', LookupBench.Queue.Split('\n')[2..6]), block.Text);
    }

    [Fact]
    public async Task A_long_file_is_cut_and_says_where_to_go_on()
    {
        var file = await Lookup.ReadFileAsync("long.txt", null, null, Token);

        Assert.Equal((1, 400), (file.Blocks[0].StartLine, file.Blocks[^1].EndLine));
        Assert.Equal((1_000, 401), (file.TotalLines, file.NextLine));
    }

    [Theory]
    [InlineData("jobs/Queue.cs", "src/jobs/Queue.cs")]
    [InlineData("/src/jobs/Queue.cs", "src/jobs/Queue.cs")]
    [InlineData(@"src\jobs\Queue.cs", "src/jobs/Queue.cs")]
    public async Task A_path_is_understood_when_only_one_file_can_be_meant(string path, string meant) =>
        Assert.Equal(meant, (await Lookup.ReadFileAsync(path, null, null, Token)).Path);

    [Theory]
    [InlineData("/etc/passwd", "There is no file etc/passwd")]
    [InlineData("../../../etc/passwd", "There is no file ../../../etc/passwd")]
    [InlineData("src/Queue.cs", "give one of src/jobs/Queue.cs")]
    [InlineData("src/jobs", "There is no file src/jobs")]
    [InlineData("", "Give path")]
    public async Task A_path_that_the_index_does_not_have_is_an_error_that_says_what_to_do(string path, string sentence)
    {
        var error = await Assert.ThrowsAsync<DeepWikiException>(() => Lookup.ReadFileAsync(path, null, null, Token));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_indexed_content_says_why() =>
        Assert.Equal("binary", (await Lookup.ReadFileAsync("data.txt", null, null, Token)).Skip);

    [Fact]
    public async Task A_folder_lists_its_entries()
    {
        var root = await Lookup.ListFilesAsync(null, null, Token);
        var jobs = await Lookup.ListFilesAsync("src/jobs/", null, Token);

        Assert.Equal(
            ["docs/", "src/", "tests/", "README.md", "appsettings.json", "data.txt", "logo.png", "long.txt"], root.Entries.Select(entry => entry.Path));
        Assert.Equal(new FileListEntry("src/", null, 2, null), root.Entries[1]);
        Assert.Equal("binary", root.Entries.Single(entry => entry.Path == "data.txt").Skip);
        Assert.NotNull(root.Entries.Single(entry => entry.Path == "logo.png").Skip);
        Assert.Equal(["src/jobs/Queue.cs", "src/jobs/Worker.cs"], jobs.Entries.Select(entry => entry.Path));
    }

    [Theory]
    [InlineData(null, "*.md", new[] { "README.md", "docs/queue.md" })]
    [InlineData(null, "src/**/W*.cs", new[] { "src/jobs/Worker.cs" })]
    [InlineData("src", "jobs/*.cs", new[] { "src/jobs/Queue.cs", "src/jobs/Worker.cs" })]
    [InlineData("src", "*.md", new string[0])]
    public async Task A_pattern_lists_files_below_the_folder(string? folder, string pattern, string[] paths) =>
        Assert.Equal(paths, (await Lookup.ListFilesAsync(folder, pattern, Token)).Entries.Select(entry => entry.Path));

    [Theory]
    [InlineData("Claim")]
    [InlineData("Queue.Claim")]
    [InlineData("Jobs.Queue.claim")]
    [InlineData("Claim()")]
    public async Task A_name_finds_its_declaration_with_its_documentation(string name)
    {
        var hit = (await Lookup.FindSymbolAsync(name, Token)).Hits[0];

        Assert.Equal(("src/jobs/Queue.cs", DeclarationKind.Method), (hit.Path, hit.Declaration.Kind));
        Assert.Contains("Gives the oldest job", hit.Block?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_gets_near_ones() =>
        Assert.Equal(["Claim"], (await Lookup.FindSymbolAsync("Clai", Token)).NearNames);

    [Fact]
    public async Task References_are_lines_that_name_it_without_its_declaration_and_tests_come_last()
    {
        var found = await Lookup.FindReferencesAsync("Claim", Token);

        Assert.Equal(["src/jobs/Queue.cs"], found.Declarations.Select(line => line.Path));
        Assert.Equal(["src/jobs/Worker.cs", "docs/queue.md", "tests/QueueTests.cs"], found.Blocks.Select(block => block.Path));
        Assert.Equal("        var job = queue.Claim();", found.Blocks[0].Text);
    }

    [Fact]
    public async Task A_part_of_another_name_is_no_reference() =>
        Assert.DoesNotContain((await Lookup.FindReferencesAsync("Queue", Token)).Blocks, block => block.Text.Contains("QueueTests", StringComparison.Ordinal));

    [Fact]
    public async Task A_repository_without_a_wiki_says_so()
    {
        var error = await Assert.ThrowsAsync<DeepWikiException>(() => Lookup.ReadWikiPageAsync("overview", Token));

        Assert.Contains("no wiki", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_stored_reason_has_the_name_that_reports_use() =>
        Assert.All(Enum.GetValues<SkipReason>(), reason => Assert.Equal(SkipReasons.Name(reason), FileCatalog.NameOf((short)reason)));
}
