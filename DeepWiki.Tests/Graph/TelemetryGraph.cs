using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.Graph;

/// <summary>
/// The whole product with a receiver for its telemetry, after a few questions: the first had to be indexed, one was answered by a model, one failed.
/// </summary>
public sealed class TelemetryGraph : RunningGraph
{
    public const int Questions = 5;

    internal OtlpReceiver Receiver { get; private set; } = null!; // Set before any test runs.

    public override async ValueTask InitializeAsync()
    {
        Receiver = await OtlpReceiver.StartAsync(Token);
        await base.InitializeAsync();
        AddShop(Git.Serve("shop/cart")).Commit();
        var cart = Git.UrlOf("shop/cart");
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "How is the total of a cart computed?" })).Code);
        Provider.Enqueue(ScriptedAnswer.Text("The total is a sum ", "of all lines, ", "less the discount."));
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "openai", Text = "Where is the discount applied?" })).Code);
        Assert.Equal(1000, (await AskAsync(new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "What is a line?" })).Code);
        Assert.NotEqual(1000, (await AskAsync(new ChatQuestion(Git.UrlOf("no/such")) { Type = "git", Provider = "local", Text = "What is this?" })).Code);
        using var http = App.CreateHttpClient("chatapi", "http");
        using var question = new StringContent(
            new ChatQuestion(cart) { Type = "git", Provider = "local", Text = "Who pays?" }.ToJson(),
            Encoding.UTF8,
            "application/json");
        using var answer = await http.PostAsync("/chat/completions/stream", question, Token);
        Assert.True(answer.IsSuccessStatusCode);
        using var probe = await http.GetAsync("/health", Token);
        using var page = await http.GetAsync("/models/config", Token);
        await Receiver.UntilAsync(all => all.Spans.Count(span => span.Name == "chat.stream") == Questions
            && all.Spans.Any(span => span.Name == "job.run") && all.Spans.Any(span => span.Name == "GET /models/config"), Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected override void Extend(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var service in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(service)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Receiver.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_SERVICE_NAME", service.Name)
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "500")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "500")
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "500");
        }
    }

    private static RepositoryBuilder AddShop(RepositoryBuilder repository)
    {
        for (var number = 1; number <= 12; number++)
        {
            repository.File(
                $"src/Line{number}.cs",
                $"namespace Shop;\n\n/// <summary>Line {number} of a cart: an article, how often, and what one costs.</summary>\npublic sealed record "
                    + $"Line{number}(string Article, int Count, decimal Price)\n{{\n    public decimal Total => Count * Price;\n}}\n");
        }

        return repository.File(
            "src/Cart.cs",
            "namespace Shop;\n\n/// <summary>The total of a cart is the sum of its lines, less the discount.</summary>\npublic sealed class Cart\n{\n    "
                + "public decimal Total(decimal[] lines, decimal discount) => lines.Sum() - discount;\n}\n");
    }
}
