#if !USE_ASPIRE
using System.Text;
using Aspire.Hosting.Testing;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using DeepWiki.Tests.Fakes.Chat;
using DeepWiki.Tests.Fakes.Git;
using DeepWiki.Tests.Fakes.Hosting;
using DeepWiki.Tests.Fakes.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Graph;

/// <summary>The whole product with its dashboard, after a few questions: the first had to be indexed, one was answered by a model, one failed.</summary>
public sealed class DashboardGraph : RunningGraph
{
    public const int Questions = 5;

    internal const string Name = "dashboard";

    private DashboardBrowser? browser;

    internal DashboardBrowser Browser => browser ?? throw new InvalidOperationException("Not logged in.");

    internal DashboardServer Server => App.Services.GetRequiredService<DashboardServer>();

    internal TelemetryTarget Receiver => App.Services.GetRequiredService<TelemetryTarget>();

    protected override string Environment => "Development";

    protected override bool HasDashboard => true;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        browser = await DashboardBrowser.LoginAsync(App, Token);
        Shop(Git.Serve("shop/cart")).Commit();
        var cart = Git.UrlOf("shop/cart");
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "How is the total of a cart computed?" })).Code);
        Provider.Enqueue(ScriptedAnswer.Text("The total is a sum ", "of all lines, ", "less the discount."));
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "openai", Text = "Where is the discount applied?" })).Code);
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "What is a line?" })).Code);
        Assert.NotEqual(1000, (await AskAsync(new ChatQuestion(Git.UrlOf("no/such")) { Type = "git", Provider = "local", Text = "What is this?" })).Code);
        using var http = App.CreateHttpClient("chatapi", "http");
        using var question = new StringContent(new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "Who pays?" }.ToJson(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/chat/completions/stream", question, Token);
        Assert.True(answer.IsSuccessStatusCode);
        await Browser.UntilAsync("/api/streams", streams => streams.GetProperty("streams").GetArrayLength() == Questions, Token);
        // The service that waited ends its trace after the one that worked.
        await Browser.UntilAsync("/api/jobs", jobs => jobs.GetProperty("jobs").GetArrayLength() == 1, Token);
    }

    public override async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        await base.DisposeAsync();
    }

    private static RepositoryBuilder Shop(RepositoryBuilder repository)
    {
        for (var number = 1; number <= 12; number++)
        {
            repository.File($"src/Line{number}.cs", $"namespace Shop;\n\n/// <summary>Line {number} of a cart: an article, how often, and what one costs.</summary>\npublic sealed record Line{number}(string Article, int Count, decimal Price)\n{{\n    public decimal Total => Count * Price;\n}}\n");
        }

        return repository.File("src/Cart.cs", "namespace Shop;\n\n/// <summary>The total of a cart is the sum of its lines, less the discount.</summary>\npublic sealed class Cart\n{\n    public decimal Total(decimal[] lines, decimal discount) => lines.Sum() - discount;\n}\n");
    }
}
#endif
