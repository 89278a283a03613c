using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.AppHost;

[Trait("Category", "Integration")]
public sealed class PublishingTests
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);
    private static readonly string[] Programs = ["git", "postgres", "initdb", "pg_config", "redis-server", "valkey-server", "dotnet", "setpriv", "npm"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_writes_the_committed_manifest_and_needs_no_program_of_the_machine()
    {
        using var folder = new TestFolder();
        var traps = AddTraps(folder);
        var file = Path.Combine(folder.Path, "manifest.json");
        var variables = new Dictionary<string, string>
        { ["PATH"] = $"{traps}:{Environment.GetEnvironmentVariable("PATH")}", ["DEEPWIKI_PG_BIN"] = traps, ["DOTNET_ENVIRONMENT"] = "Production" };
        await using var process = AppHostProcess.Start(folder, ["--publisher", "manifest", "--output-path", file], variables);

        var code = await process.EndAsync(Token);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!; // Not the text null.

        Assert.Equal(0, code);
        Assert.Empty(Directory.GetFiles(traps, "*.ran"));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "AppHost", "manifest.json"), Token), Rebase(manifest, folder.Path));
    }

    [Fact]
    public async Task An_address_with_a_password_is_published_as_a_secret_without_a_default()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "manifest.json");
        await using var process = AppHostProcess.Start(
            folder, ["--publisher", "manifest", "--output-path", file, "--Parameters:model-base-url=https://me:secret-word@host/v1"]
        );

        var code = await process.EndAsync(Token);
        var manifest = await File.ReadAllTextAsync(file, Token);
        var input = JsonNode.Parse(manifest)?["resources"]?["model-base-url"]?["inputs"]?["value"];

        Assert.Equal(0, code);
        Assert.Equal((true, null), ((bool?)input?["secret"], input?["default"]));
        Assert.DoesNotContain("secret-word", process.Output + manifest, StringComparison.Ordinal);
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
        return JsonNode.Parse(await process.StandardOutput.ReadToEndAsync(Token).WaitAsync(WaitTimeout, Token));
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

    // The committed manifest lies beside the AppHost's project.
    private static string Rebase(JsonNode manifest, string folder)
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
