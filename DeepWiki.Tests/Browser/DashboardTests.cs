using System.Net.Http.Json;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using Microsoft.Playwright;

namespace DeepWiki.Tests.Browser;

/// <summary>Aspire's dashboard of a graph that was started as people start it.</summary>
[Trait("Category", "Browser")]
public sealed class DashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    // Where resources.png and trace.png of docs/images/dashboard come from.
    private static readonly string Pictures = Path.Combine(SourceTree.Root, "artifacts", "pictures");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_one_trace_over_both_services()
    {
        using var folder = new TestFolder();
        var repository = SampleClasses.AddTo(RepositoryBuilder.Create(Path.Combine(folder.Path, "sample")), 40);
        repository.Commit();
        var variables = new Dictionary<string, string> { ["Repositories__LocalRoots__0"] = folder.Path };
        await using var host = AppHostProcess.Start(folder, ["--DeepWiki:Ephemeral=true", "--ports", "auto"], variables);
        await host.ReadUntilAsync(AppHostProcess.Ready, Token);
        using var http = new HttpClient { BaseAddress = host.Wiki };
        using var answer = await http.PostAsJsonAsync(
            "/api/chat/stream",
            new { repo_url = repository.GitDirectory, type = "local", messages = new[] { new { role = "user", content = "What is Type1?" } } },
            Token);
        Assert.Contains("Type1", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await using var page = await chromium.OpenAsync(host.Dashboard, 1440, ColorScheme.Light);
        Directory.CreateDirectory(Pictures);

        await page.Page.GotoAsync(host.Dashboard.ToString());
        await page.Page.GetByText("chatapi").First.WaitForAsync();
        await page.Page.GetByText("indexer").First.WaitForAsync();
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "resources.png") });
        await page.Page.GotoAsync(new Uri(host.Dashboard, "/traces").ToString());
        await page.Page.GetByText("POST /api/chat/stream").First.ClickAsync();
        await page.Page.GetByText("chat.index_wait").First.WaitForAsync();
        await page.Page.GetByText("job.run").First.WaitForAsync();
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "trace.png") });
        var text = await page.Page.InnerTextAsync("body");

        Assert.All(["chatapi", "indexer", "chat.stream", "retrieval"], name => Assert.Contains(name, text, StringComparison.Ordinal));
    }
}
