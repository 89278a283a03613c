using System.Text;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>The write path on real parts: a repository over HTTP becomes rows, and a later commit costs what it changed.</summary>
[Trait("Category", "Integration")]
public sealed class PipelineTests(IndexingStack stack) : IClassFixture<IndexingStack>, IAsyncLifetime
{
    private ServiceProgram? indexer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        indexer = await stack.StartProgramAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (indexer is not null)
        {
            await indexer.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_commit_of_one_file_embeds_only_the_chunks_of_that_file()
    {
        var git = SampleClasses.AddTo(stack.Serve("one/file"), 40);
        git.Commit();
        var repository = await stack.AddAsync("one/file");
        var full = await stack.IndexAsync(repository);
        var (before, chunks) = (stack.Provider.EmbeddedTexts, await stack.CountAsync("chunks", repository.Id));
        git.File("src/File7.cs", SampleClasses.Text(7, "changed")).Commit();

        var update = await stack.IndexAsync(repository);

        Assert.Equal((40, 40L, 40L, 0L), (full.Files, full.Chunks, full.Embedded, full.Reused));
        Assert.Equal((40, 1L, 1L), (update.Files, update.Chunks, update.Embedded));
        Assert.Equal(1, stack.Provider.EmbeddedTexts - before);
        Assert.Equal(chunks + 1, await stack.CountAsync("chunks", repository.Id));
    }

    [Fact]
    public async Task A_key_in_a_file_reaches_neither_rows_nor_the_provider()
    {
        const string Body = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2";
        stack.Serve("leaked/key").File("src/Client.cs", $"class Client\n{{\n    const string Token = \"ghp_{Body}\";\n}}\n").Commit();
        var repository = await stack.AddAsync("leaked/key");

        var report = await stack.IndexAsync(repository);

        Assert.Contains("1 texts look like a key and are masked.", report.Warnings);
        Assert.Equal(
            $"class Client\n{{\n    const string Token = \"ghp_{new string('*', Body.Length)}\";\n}}",
            await stack.Database.ScalarAsync<string>($"select content from chunks join index_series using (series_id) where repository_id = {repository.Id}"));
        Assert.DoesNotContain(stack.Provider.Requests, request => request.Body.Contains(Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rename_and_an_unchanged_commit_embed_nothing_and_write_no_chunk()
    {
        var git = SampleClasses.AddTo(stack.Serve("re/name"), 5);
        git.Commit();
        var repository = await stack.AddAsync("re/name");
        await stack.IndexAsync(repository);
        var (before, chunks) = (stack.Provider.EmbeddedTexts, await stack.CountAsync("chunks", repository.Id));
        git.Delete("src/File3.cs").File("src/Moved.cs", SampleClasses.Text(3, "")).Commit();

        var renamed = await stack.IndexAsync(repository);
        var same = await stack.IndexAsync(repository);

        Assert.Equal((5, 0L, 0L), (renamed.Files, renamed.Chunks, renamed.Embedded));
        Assert.Equal((5, 0L, 0L), (same.Files, same.Chunks, same.Embedded));
        Assert.Equal((before, chunks), (stack.Provider.EmbeddedTexts, await stack.CountAsync("chunks", repository.Id)));
        Assert.Equal(
            1L,
            await stack.Database.ScalarAsync<long>(
                $"select count(*) from files join index_series using (series_id) where repository_id = {repository.Id} and path = 'src/Moved.cs' and "
                    + $"end_generation is null"));
    }

    [Fact]
    public async Task An_index_brought_up_to_date_equals_one_built_anew()
    {
        var git = SampleClasses.AddTo(stack.Serve("up/dated"), 20);
        git.Commit();
        var repository = await stack.AddAsync("up/dated");
        await stack.IndexAsync(repository);
        git.File("src/File1.cs", SampleClasses.Text(1, "new text")).Delete("src/File2.cs").File("docs/more.md", "# More\n\nText.\n").Commit();
        await stack.IndexAsync(repository);
        var updated = await LiveAsync(repository.Id);

        SampleClasses
            .AddTo(stack.Serve("new/ly"), 20)
            .File("src/File1.cs", SampleClasses.Text(1, "new text"))
            .Delete("src/File2.cs")
            .File("docs/more.md", "# More\n\nText.\n")
            .Commit();
        var anew = await stack.AddAsync("new/ly");
        await stack.IndexAsync(anew);

        Assert.Equal(await LiveAsync(anew.Id), updated);
    }

    [Fact]
    public async Task Every_odd_entry_is_indexed_or_skipped_with_its_reason()
    {
        stack.Serve("odd/one")
            .File("src/a.cs", "class A { }\n")
            .File("latin.txt", [(byte)'c', 0xE9, (byte)'\n'])
            .File("utf16.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide words\r\n")])
            .File("-dash.md", "# Dash\n")
            .File("line\nbreak \"quoted\".md", "# Break\n")
            .File([.. "bad-"u8, 0xFF, .. ".txt"u8], "bytes\n"u8.ToArray())
            .File(".gitattributes", "* filter=evil diff=evil\n")
            .File("logo.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 1])
            .File("model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n")
            .File("yarn.lock", "x\n")
            .File("empty.txt", "")
            .File("huge.txt", new string('x', 300_000))
            .File("page.min.js", "x\n")
            .File("node_modules/x/index.js", "x\n")
            .File("api.g.cs", "class G { }\n")
            .File("wide.js", new string('y', 6_000))
            .Symlink("passwd", "/etc/passwd")
            .Submodule("module", "1111111111111111111111111111111111111111")
            .Commit();
        var repository = await stack.AddAsync("odd/one");

        var report = await stack.IndexAsync(repository);

        Assert.Equal(7, report.Files);
        var expected = new Dictionary<string, int>
        {
            ["binary"] = 1,
            ["empty"] = 1,
            ["filtered"] = 2,
            ["generated"] = 1,
            ["lfs_pointer"] = 1,
            ["lock_file"] = 1,
            ["minified"] = 1,
            ["submodule"] = 1,
            ["symlink"] = 1,
            ["too_large"] = 1,
        };
        Assert.Equal(expected, report.Skipped);
        Assert.Contains("symlink: passwd", report.SkippedPaths);
        Assert.Equal(expected, (await stack.IndexAsync(repository)).Skipped);
        Assert.Equal(
            "-dash.md, .gitattributes, bad-\ufffd.txt, latin.txt, line<U+000A>break \"quoted\".md, src/a.cs, utf16.txt",
            await stack.Database.ScalarAsync<string>(
                $"select string_agg(path, ', ' order by path) from files join index_series using (series_id) where repository_id = {repository.Id}"));
    }

    [Fact]
    public async Task A_line_of_five_megabytes_is_a_chunk_of_its_own_and_cut_for_what_reads_it()
    {
        stack.Serve("long/line").File("data.txt", "first\n" + string.Concat(Enumerable.Repeat("lorem ipsum ", 437_000)) + "\nlast\n").Commit();
        var repository = await stack.AddAsync("long/line");
        await using (await stack.StartProgramAsync(("Indexing:MaxFileBytes", $"{8 << 20}")))
        {
            await indexer!.DisposeAsync(); // Set before any test runs.
            indexer = null;

            Assert.Equal((1, 0), ((await stack.IndexAsync(repository)).Files, stack.Provider.Requests.Count(request => request.Body.Length > 200_000)));
        }

        Assert.Equal(
            "1-1, 2-2, 3-3",
            await stack.Database.ScalarAsync<string>(
                $"select string_agg(start_line || '-' || end_line, ', ' order by start_line) from chunks join index_series using (series_id) where "
                    + $"repository_id = {repository.Id}"));
    }

    [Theory]
    [InlineData("no/commits", false)]
    [InlineData("only/binaries", true)]
    public async Task A_repository_with_nothing_to_index_fails_and_says_so(string name, bool hasBinary)
    {
        var git = stack.Serve(name);
        if (hasBinary)
        {
            git.File("a.bin", [0, 1, 2]).Commit();
        }

        var status = await stack.WaitAsync(await stack.EnqueueAsync(await stack.AddAsync(name)), status => status.HasEnded);

        Assert.Equal((JobState.Failed, ErrorCode.NoEmbeddings), (status.State, status.Error?.Code));
    }

    [Fact]
    public async Task Filters_make_an_index_of_their_own()
    {
        SampleClasses.AddTo(stack.Serve("filt/ered"), 3).File("docs/a.md", "# A\n").Commit();
        var repository = await stack.AddAsync("filt/ered");

        var all = await stack.IndexAsync(repository);
        var some = await stack.IndexAsync(repository, excludedDirs: "docs");

        Assert.Equal((4, 3), (all.Files, some.Files));
        Assert.Equal(0L, some.Embedded);
        Assert.Equal(3L, some.Reused);
        Assert.Equal(
            2L,
            await stack.Database.ScalarAsync<long>(
                $"select count(*) from index_series join index_views using (series_id) where repository_id = {repository.Id} and active_generation = 1"));
    }

    [Fact]
    public async Task A_provider_that_refuses_every_text_leaves_an_index_that_words_can_search()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = 401 };
        SampleClasses.AddTo(stack.Serve("no/vectors"), 3).Commit();
        var repository = await stack.AddAsync("no/vectors");

        var report = await stack.IndexAsync(repository);

        Assert.Equal((3, 3L, 3L), (report.Files, report.Chunks, report.Unembedded));
        Assert.NotEmpty(report.Warnings);
        Assert.Equal((3L, 0L), (await stack.CountAsync("lexical", repository.Id), await stack.CountAsync("embeddings", repository.Id)));
        Assert.True(
            await stack.Database.ScalarAsync<bool>(
                $"select degraded from index_series join index_views using (series_id) where repository_id = {repository.Id}"));
    }

    private Task<string> LiveAsync(int repositoryId) => stack.Database.ScalarAsync<string>(
        $"""
        select string_agg(concat_ws('|', f.path, c.start_line, c.end_line, md5(c.content), md5(e.embedding::text), md5(l.terms::text)), E'\n'
          order by f.path, c.start_line)
        from index_series s
        join files f on f.series_id = s.series_id and f.end_generation is null
        join chunks c on c.series_id = s.series_id and c.blob_number = f.blob_number
        join embeddings e on e.series_id = s.series_id and e.chunk_id = c.chunk_id
        join lexical l on l.series_id = s.series_id and l.chunk_id = c.chunk_id
        where s.repository_id = {repositoryId}
        """);
}
