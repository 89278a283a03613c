using System.Text;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>The files and the README of a local folder, and nothing from anywhere else.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class FolderStructureTests(LegacyStack stack)
{
    private const string Canary = "canary-of-another-folder";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Ways out of the root, and what is no folder at all. ROOT and OUTSIDE stand for the folders of the test.</summary>
    public static TheoryData<string> Strange =>
        [
            "OUTSIDE", "ROOT/../outside", "ROOT/link-out", "ROOT/missing", "ROOT/file.txt", "/etc", "relative", "..", "~", "\\\\server\\share", "file:///etc",
            "ROOT/%2e%2e/outside", "ROOT/a\0b", "ROOT/a\nb", "ROOTx", "ROOT/ ", "https://github.com/a/b", "/" + new string('a', 5000)
        ];

    [Fact]
    public async Task A_folder_is_listed_by_code_point_without_what_is_hidden_or_generated()
    {
        var folder = Folder("listed");
        Write(
            folder, "b.txt", ".hidden", "Z/a.py", "a b/ä.md", "\U0001F600.md", "\uff5e.md", "a/__init__.py", "a/.git/HEAD", ".git/config",
            "node_modules/x/y.js", "a/__pycache__/z.pyc", ".venv/q");
        File.WriteAllText(Path.Combine(folder, "a b", "README.md"), "# Inner");
        File.WriteAllText(Path.Combine(folder, "ReadMe.MD"), "# Outer 😀\n\"quoted\"\n");
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(folder));

        Assert.Equal(
            (200, """{"file_tree":"ReadMe.MD\nZ/a.py\na b/README.md\na b/ä.md\nb.txt\n～.md\n😀.md","readme":"# Outer 😀\n\"quoted\"\n"}""", "application/json"),
            (reply.Status, reply.Body, reply.Header("content-type")));
    }

    [Fact]
    public async Task An_empty_folder_has_no_files_and_no_readme()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(Folder("empty")));

        Assert.Equal("""{"file_tree":"","readme":""}""", reply.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?path=")]
    [InlineData("?other=y")]
    public async Task Without_a_path_there_is_nothing_to_list(string query)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/local_repo/structure" + query);

        Assert.Equal((400, """{"error":"No path provided. Please provide a 'path' query parameter."}"""), (reply.Status, reply.Body));
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_folder_outside_and_a_missing_one_look_the_same(string named)
    {
        Directory.CreateDirectory(stack.LocalRoot);
        File.WriteAllText(Path.Combine(stack.LocalRoot, "file.txt"), "");
        File.WriteAllText(Path.Combine(stack.Outside, "README.md"), Canary);
        var link = Path.Combine(stack.LocalRoot, "link-out");
        if (!Path.Exists(link))
        {
            Directory.CreateSymbolicLink(link, stack.Outside);
        }

        await using var server = await stack.StartAsync();
        var path = named.Replace("ROOT", stack.LocalRoot, StringComparison.Ordinal).Replace("OUTSIDE", stack.Outside, StringComparison.Ordinal);

        var reply = await server.GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(path));

        Assert.Equal(404, reply.Status);
        Assert.Equal($"Directory not found: {path}", JsonDocument.Parse(reply.Body).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task No_link_is_followed_and_no_pipe_waited_for()
    {
        var folder = Folder("links");
        File.WriteAllText(Path.Combine(stack.Outside, "secret.md"), Canary);
        File.CreateSymbolicLink(Path.Combine(folder, "README.md"), Path.Combine(stack.Outside, "secret.md"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "out"), stack.Outside);
        Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "sub", "readme.md")]))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var server = await stack.StartAsync();

        var reply = await server
            .GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(folder))
            .WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);

        Assert.Equal("""{"file_tree":"sub/readme.md","readme":""}""", reply.Body);
    }

    [Fact]
    public async Task A_readme_that_is_no_text_gives_way_to_the_next_and_a_long_one_is_cut()
    {
        var folder = Folder("readmes");
        Write(folder, "one/x", "two/x");
        File.WriteAllBytes(Path.Combine(folder, "README.md"), [0xff, 0xfe, 0x41]);
        File.WriteAllText(Path.Combine(folder, "one", "README.md"), "");
        File.WriteAllText(Path.Combine(folder, "two", "README.md"), new string('x', 99_999) + "äöü", new UTF8Encoding(false));
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(folder));

        Assert.Equal(new string('x', 99_999), JsonDocument.Parse(reply.Body).RootElement.GetProperty("readme").GetString());
    }

    [Fact]
    public async Task A_folder_of_too_many_files_is_refused()
    {
        var folder = Folder("many");
        Write(folder, [.. Enumerable.Range(0, 11).Select(number => $"file{number}")]);
        await using var server = await stack.StartAsync(("Git:MaxTreeEntries", "10"));

        var reply = await server.GetAsync("/local_repo/structure?path=" + Uri.EscapeDataString(folder));

        Assert.Equal((500, """{"error":"Error processing local repository: The folder has more files than the server """
            + """accepts."}"""), (reply.Status, reply.Body));
    }

    private static void Write(string folder, params IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file)) ?? folder);
            File.WriteAllText(Path.Combine(folder, file), "");
        }
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(stack.LocalRoot, name)).FullName;
}
