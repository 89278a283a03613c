#if !USE_ASPIRE
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Fakes.Hosting;

namespace DeepWiki.Tests.Integration.Hosting;

[Trait("Category", "Integration")]
public sealed class PublishingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Programs = ["git", "psql", "postgres", "initdb", "pg_config", "redis-server", "valkey-server", "dotnet", "setsid", "setpriv", "npm", "sh", "ss"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_writes_the_committed_manifest_with_no_process_no_socket_and_no_program_at_hand()
    {
        using var folder = new TestFolder();
        var traps = AddTraps(folder);
        var variables = new Dictionary<string, string> { ["PATH"] = traps, ["DEEPWIKI_PG_BIN"] = traps, ["DEEPWIKI_REDIS_BIN"] = Path.Combine(traps, "redis-server") };
        await using var process = AppHostProcess.Start(folder, ["--publisher", "manifest", "--output-path", Path.Combine(folder.Path, "new", "folder")], variables: variables, isHeld: true);

        var file = Path.Combine(folder.Path, "new", "folder", "aspire-manifest.json");
        var manifest = await ReadWholeAsync(file);
        var (children, hasSocket) = (process.Children, process.HasSocket);
        await process.ReadUntilAsync($"Manifest written to {file}", Token);
        var code = await process.EndAsync(Token);

        Assert.Equal(0, code);
        Assert.Empty(children);
        Assert.False(hasSocket);
        Assert.Empty(Directory.GetFiles(traps, "*.ran"));
        Assert.Equal(["new", "traps"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Unit", "Hosting", "manifest.json"), Token), Rebase(manifest, Path.GetDirectoryName(file)));
    }

    [Fact]
    public async Task A_file_is_written_where_it_is_named_and_the_application_ends()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "mine.json");
        await using var graph = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeepWiki_AppHost>(["--publisher", "manifest", "--output-path", file], Token);
        await using var app = await graph.BuildAsync(Token).WaitAsync(Patience, Token);

        await app.RunAsync(Token).WaitAsync(Patience, Token);

        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(file, Token))?["resources"]?["chatapi"]);
    }

    [Theory]
    [InlineData("There is no publisher 'docker'", "--publisher", "docker", "--output-path", "x.json")]
    [InlineData("There is no publisher ''", "--publisher")]
    [InlineData("Where shall the manifest be written?", "--publisher", "manifest")]
    [InlineData("The manifest cannot be written to /proc/x/m.json", "--publisher", "manifest", "--output-path", "/proc/x/m.json")]
    public async Task What_cannot_be_published_is_said_in_words_and_ends_with_1(string message, params string[] args)
    {
        using var folder = new TestFolder();
        await using var process = AppHostProcess.Start(folder, args);

        var code = await process.EndAsync(Token);

        Assert.StartsWith(message, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Deployment_tools_see_an_AppHost_in_the_project()
    {
        var answer = await EvaluateAsync("DeepWiki.AppHost", "--getProperty:IsAspireHost", "--getItem:ProjectCapability");

        var capabilities = answer?["Items"]?["ProjectCapability"]?.AsArray().Select(item => item?["Identity"]?.ToString()) ?? [];
        Assert.True(answer?["Properties"]?["IsAspireHost"]?.ToString() == "true" || capabilities.Contains("Aspire"));
    }

    [Theory]
    [InlineData("DeepWiki.ChatApi")]
    [InlineData("DeepWiki.Indexer")]
    public async Task Images_of_services_have_git_one_port_and_a_user_without_rights(string project)
    {
        var answer = await EvaluateAsync(project, "--getProperty:ContainerBaseImage", "--getProperty:ContainerUser", "--getItem:ContainerPort");

        Assert.Equal("mcr.microsoft.com/dotnet/sdk:10.0", answer?["Properties"]?["ContainerBaseImage"]?.ToString());
        Assert.Equal("1654", answer?["Properties"]?["ContainerUser"]?.ToString());
        Assert.Equal(["8080"], answer?["Items"]?["ContainerPort"]?.AsArray().Select(port => port?["Identity"]?.ToString()) ?? []);
    }

    private static async Task<JsonNode?> EvaluateAsync(string project, params string[] questions)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(SourceTree.Root, project, $"{project}.csproj"), .. questions])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!; // UseShellExecute is off: never null.
        return JsonNode.Parse(await process.StandardOutput.ReadToEndAsync(Token).WaitAsync(Patience, Token));
    }

    // Programs that leave a mark when somebody runs them.
    private static string AddTraps(TestFolder folder)
    {
        var traps = folder.AddFolder("traps");
        foreach (var program in Programs)
        {
            folder.AddProgram(Path.Combine("traps", program), $": > '{traps}/{program}.ran'");
        }

        return traps;
    }

    // The process cannot end meanwhile: its output is full.
    private static async Task<JsonNode> ReadWholeAsync(string file)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                return JsonNode.Parse(await File.ReadAllTextAsync(file, patience.Token))!; // Not the text null.
            }
            catch (Exception exception) when (exception is IOException or JsonException)
            {
                // Not there yet, or not whole.
            }
        }

        throw new InvalidOperationException("The timer ends only by an exception.");
    }

    // The committed manifest lies beside the AppHost's project.
    private static string Rebase(JsonNode manifest, string? folder)
    {
        foreach (var (_, resource) in manifest["resources"]?.AsObject() ?? [])
        {
            if (resource?["path"] is { } path)
            {
                resource["path"] = Path.GetRelativePath(Projects.DeepWiki_AppHost.ProjectPath, Path.GetFullPath(path.ToString(), folder ?? "/"));
            }
        }

        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return manifest.ToJsonString(options) + '\n';
    }
}
#endif
