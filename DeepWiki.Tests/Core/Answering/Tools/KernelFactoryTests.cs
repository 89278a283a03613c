using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace DeepWiki.Tests.Core.Answering.Tools;

/// <summary>A kernel's answers come over the same wire as all others.</summary>
[Trait("Category", "Integration")]
public sealed class KernelFactoryTests : IAsyncLifetime
{
    private const string Model = "gpt-4o";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    private readonly ServiceCollection services = [];
    private ScriptedProvider provider = null!; // Set before every test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OPENAI_API_KEY"] = ScriptedProvider.Key,
            ["OPENAI_BASE_URL"] = provider.BaseAddress.ToString(),
            ["Models:MaxRetries"] = "0",
        }).Build();
        services.AddLogging().AddProviders(configuration).AddAnswering();
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task An_answer_comes_delta_by_delta_from_the_model_that_was_asked_for()
    {
        provider.Enqueue(ScriptedAnswer.Text("Hello", ", ", "world") with { Hang = ScriptedHang.AfterDeltas });
        await using var scope = services.BuildServiceProvider();

        await using var answer = Ask(scope, Token).GetAsyncEnumerator(Token);
        var seen = new List<string>();
        while (seen.Count < 3 && await answer.MoveNextAsync().AsTask().WaitAsync(WaitTimeout, Token))
        {
            if (answer.Current.Content is { Length: > 0 } text)
            {
                seen.Add(text);
            }
        }

        // The provider has not ended its answer yet.
        Assert.Equal(["Hello", ", ", "world"], seen);
        Assert.Equal(Model, Assert.Single(provider.Requests).Json.GetProperty("model").GetString());
        Assert.Equal("Bearer " + ScriptedProvider.Key, provider.Requests[0].Headers["Authorization"]);
        Assert.DoesNotContain(ScriptedProvider.Key, provider.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_lets_the_provider_go()
    {
        provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var scope = services.BuildServiceProvider();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await using var answer = Ask(scope, leaving.Token).GetAsyncEnumerator(leaving.Token);
        await answer.MoveNextAsync();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await answer.MoveNextAsync())
            {
            }
        });
        await provider.ClientGone.WaitAsync(WaitTimeout, Token);
    }

    [Theory]
    [InlineData(401, ErrorCode.ModelUnauthorized)]
    [InlineData(429, ErrorCode.ModelRateLimited)]
    [InlineData(503, ErrorCode.ModelUnavailable)]
    public async Task A_failure_is_one_of_ours_and_names_no_key(int status, ErrorCode code)
    {
        provider.Chat = ScriptedAnswer.Failure(status, $"The key {ScriptedProvider.Key} is not welcome");
        await using var scope = services.BuildServiceProvider();

        var error = await Assert.ThrowsAsync<DeepWikiException>(async () => await Ask(scope, Token).ToListAsync(Token));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain(ScriptedProvider.Key, error.ToString(), StringComparison.Ordinal);
    }

    private static IAsyncEnumerable<StreamingChatMessageContent> Ask(ServiceProvider scope, CancellationToken cancellationToken)
    {
        var kernel = scope.GetRequiredService<KernelFactory>().Create(scope.GetRequiredService<ChatModels>().Resolve("openai", Model));
        return kernel.GetRequiredService<IChatCompletionService>()
            .GetStreamingChatMessageContentsAsync(new ChatHistory("Be brief."), kernel: kernel, cancellationToken: cancellationToken);
    }
}
