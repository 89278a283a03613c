using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.OpenAi;

/// <summary>Embedders with limits and faults of their own: as few texts as can be go without a vector.</summary>
[Trait("Category", "Integration")]
public sealed class EmbeddingFaultTests : IAsyncLifetime
{
    private const int Dimensions = 8;
    private const int Attempts = 5;

    private static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(8);

    private readonly ManualTime time = new();
    private ScriptedProvider provider = null!; // Set before every test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        provider.Embeddings = new ScriptedEmbeddings { Dimensions = Dimensions };
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_provider_that_takes_ten_texts_a_request_gets_ten(int parallel)
    {
        provider.Embeddings = provider.Embeddings with { MaxTexts = 10 };
        using var host = Host(("Embeddings:MaxParallelRequests", $"{parallel}"));
        var texts = Texts(601);

        AssertVectorsOf(texts, await EmbedAsync(host, texts));
        var before = provider.Requests.Count;
        AssertVectorsOf(texts, await EmbedAsync(host, texts));

        var later = provider.Requests.Skip(before).Select(request => request.Json.GetProperty("input").GetArrayLength()).ToList();
        Assert.All(later, count => Assert.InRange(count, 1, 10));
        Assert.InRange(later.Count, 61, 63);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_text_the_provider_breaks_on_alone_goes_without(int status)
    {
        provider.Embeddings = provider.Embeddings with { Poison = "bad apple", PoisonStatus = status };
        using var host = Host();
        var texts = Texts(42);
        texts[17] = "a bad apple, and words behind it that make the text long enough to be shortened: " + string.Join(' ', Enumerable.Repeat("word", 60));

        var vectors = await EmbedAsync(host, texts);

        Assert.Equal(EmbeddingFailureKind.Refused, EmbeddingFailure.Find(vectors[17])?.Kind);
        AssertVectorsOf(texts.Where((_, place) => place != 17), vectors.Where((_, place) => place != 17));
        Assert.Contains(provider.Requests, request => IsBeginning(request.Json.GetProperty("input")[0].GetString(), texts[17]));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_text_that_is_too_long_for_the_model_is_embedded_by_its_beginning(int status)
    {
        provider.Embeddings = provider.Embeddings with { MaxLength = 1_500, PoisonStatus = status };
        using var host = Host();
        var texts = Texts(20);
        texts[3] = new string('x', 2_400);

        var vectors = await EmbedAsync(host, texts);

        Assert.All(vectors, vector => Assert.Equal(Dimensions, vector.Vector.Length));
    }

    [Fact]
    public async Task A_question_does_not_wait_for_a_provider_that_is_down()
    {
        provider.Embeddings = provider.Embeddings with { Status = 500 };
        using var host = Host(("Embeddings:QuestionTimeout", "01:00:00"));
        for (var question = 0; question < 4; question++)
        {
            await Assert.ThrowsAsync<DeepWikiException>(() => time.DriveAsync(
                host.Embedder.GenerateAsync(["where?"], EmbeddingKind.Query(), Token), MaxJitter, Token));
        }

        var requests = provider.Requests.Count;

        // No timer has to be moved any more.
        await Assert.ThrowsAsync<DeepWikiException>(() => host.Embedder.GenerateAsync(["where?"], EmbeddingKind.Query(), Token));
        Assert.Equal(requests, provider.Requests.Count);
        Assert.InRange(requests, 5, 8);
    }

    [Fact]
    public async Task A_question_is_given_up_after_five_seconds()
    {
        provider.Embeddings = provider.Embeddings with { Fault = EmbeddingFault.Hang };
        using var host = Host();
        var work = host.Embedder.GenerateAsync(["where?"], EmbeddingKind.Query(), Token);
        await provider.Requested.WaitAsync(TimeSpan.FromMinutes(2), Token);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(ErrorCode.ModelTimeout, (await Assert.ThrowsAsync<DeepWikiException>(() => work)).Code);
        Assert.Single(provider.Requests);
    }

    private ProviderHost Host(params IEnumerable<(string Name, string Value)> settings) => ProviderHost.For(
        provider,
        time,
        [("Embeddings:Dimensions", $"{Dimensions}"), ("Embeddings:MaxAttempts", $"{Attempts}"), ("Embeddings:RequestTimeout", "01:00:00"), .. settings]);

    private async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(ProviderHost host, IReadOnlyList<string> texts) =>
        await time.DriveAsync(host.Embedder.GenerateAsync(texts, cancellationToken: Token), MaxJitter, Token);

    private static bool IsBeginning(string? text, string whole) => text?.Length < whole.Length && whole.StartsWith(text, StringComparison.Ordinal);

    private static List<string> Texts(int count) => [.. Enumerable.Range(0, count).Select(i => $"text {i}")];

    private static void AssertVectorsOf(IEnumerable<string> texts, IEnumerable<Embedding<float>> vectors)
    {
        var expected = texts.Select(text => Normalize(ScriptedEmbeddings.VectorOf(text, Dimensions))).ToList();
        var found = vectors.Select(embedding => embedding.Vector.ToArray()).ToList();
        Assert.Equal(expected.Count, found.Count);
        Assert.All(
            expected.Zip(found),
            pair => Assert.True(pair.Second.Length == Dimensions && pair.First.Zip(pair.Second).All(value => Math.Abs(value.First - value.Second) < 1e-5)));
    }

    private static IEnumerable<double> Normalize(float[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(value => (double)value * value));
        return vector.Select(value => value / norm);
    }
}
