using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Maintenance;

[Trait("Category", "Integration")]
public sealed class EmbeddingBackfillWorkerTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private const int TooManyRequests = 429;

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_heals_although_an_earlier_one_cannot()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = TooManyRequests };
        await using var indexer = await stack.StartProgramAsync(("Indexing:EmbeddingBackfillInterval", "00:00:01"), ("Embeddings:MaxAttempts", "1"));
        stack.Serve("heal/earlier").File("src/Never.cs", "class Never\n{\n    int unlucky;\n}\n").Commit();
        stack.Serve("heal/later").File("src/Later.cs", "class Later\n{\n    int fine;\n}\n").Commit();
        var earlier = await stack.AddAsync("heal/earlier");
        var later = await stack.AddAsync("heal/later");
        await stack.IndexAsync(earlier);
        await stack.IndexAsync(later);
        Assert.Equal((1L, 1L), (await stack.CountAsync("embedding_gaps", earlier.Id), await stack.CountAsync("embedding_gaps", later.Id)));

        stack.Provider.Embeddings = new ScriptedEmbeddings { Poison = "unlucky", PoisonStatus = TooManyRequests };

        await UntilFilledAsync(later.Id);
        Assert.Equal((1L, 1L), (await stack.CountAsync("embedding_gaps", earlier.Id), await stack.CountAsync("embeddings", later.Id)));
    }

    private async Task UntilFilledAsync(int repositoryId)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(WaitTimeout);
        while (await stack.CountAsync("embedding_gaps", repositoryId) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
