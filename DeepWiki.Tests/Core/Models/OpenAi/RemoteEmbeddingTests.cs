using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Tests.Support.Providers;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.OpenAi;

[Trait("Category", "Integration")]
public sealed class RemoteEmbeddingTests : IAsyncLifetime
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

    [Fact]
    public async Task Texts_travel_in_batches_and_come_back_in_order()
    {
        using var host = Host(("Embeddings:MaxBatchSize", "10"));
        var texts = Texts(25);

        var vectors = await EmbedAsync(host, texts);

        Assert.Equal([10, 10, 5], provider.Requests.Select(request => request.Json.GetProperty("input").GetArrayLength()).OrderDescending());
        AssertVectorsOf(texts, vectors);
    }

    [Fact]
    public async Task A_batch_is_bounded_by_tokens_too()
    {
        using var host = Host();
        var texts = Texts(40).Select(text => text + new string('x', 25_000)).ToList();

        await EmbedAsync(host, texts);

        Assert.Equal([31, 9], provider.Requests.Select(request => request.Json.GetProperty("input").GetArrayLength()).OrderDescending());
    }

    [Fact]
    public async Task A_text_longer_than_the_model_takes_is_cut()
    {
        using var host = Host();

        await EmbedAsync(host, [new string('é', 20_000)]);

        Assert.Equal(12_800, Assert.Single(provider.Requests).Json.GetProperty("input")[0].GetString()?.Length);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        provider.Embeddings = provider.Embeddings with { Delay = TimeSpan.FromMilliseconds(100) };
        using var host = Host(("Embeddings:MaxBatchSize", "1"), ("Embeddings:MaxParallelRequests", "3"));

        await Task.WhenAll(EmbedAsync(host, Texts(9)), EmbedAsync(host, Texts(9)));

        Assert.Equal(3, provider.PeakConcurrency);
    }

    [Fact]
    public async Task The_index_in_the_answer_decides_and_not_its_order()
    {
        provider.Embeddings = provider.Embeddings with { Fault = EmbeddingFault.Shuffled };
        using var host = Host();
        var texts = Texts(7);

        AssertVectorsOf(texts, await EmbedAsync(host, texts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Base64_is_asked_for_and_numbers_are_taken_too(bool alwaysFloats)
    {
        provider.Embeddings = provider.Embeddings with { AlwaysFloats = alwaysFloats };
        using var host = Host();
        var texts = Texts(3);

        AssertVectorsOf(texts, await EmbedAsync(host, texts));

        Assert.Equal("base64", Assert.Single(provider.Requests).Json.GetProperty("encoding_format").GetString());
    }

    [Fact]
    public async Task Vectors_are_normalised()
    {
        using var host = Host();

        var vector = Assert.Single(await EmbedAsync(host, ["text"])).Vector.ToArray();

        Assert.Equal(1, Math.Sqrt(vector.Sum(value => (double)value * value)), 1e-6);
    }

    [Fact]
    public async Task Blank_texts_are_not_sent_and_have_no_vector()
    {
        using var host = Host();

        var vectors = await EmbedAsync(host, ["", "text", " \n"]);

        Assert.Equal([0, Dimensions, 0], vectors.Select(embedding => embedding.Vector.Length));
        Assert.Equal(1, Assert.Single(provider.Requests).Json.GetProperty("input").GetArrayLength());
    }

    [Theory]
    [InlineData(EmbeddingFault.TooFew, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.TooMany, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.DuplicateIndex, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.NotANumber, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.AllZero, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.Garbage, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.Reset, ErrorCode.ModelUnavailable, Attempts)]
    [InlineData(EmbeddingFault.WrongLength, ErrorCode.InconsistentEmbeddings, 1)]
    [InlineData(EmbeddingFault.Html, ErrorCode.ModelUnavailable, 1)]
    public async Task Vectors_that_are_not_sound_fail_the_batch(EmbeddingFault fault, ErrorCode expected, int requests)
    {
        provider.Embeddings = provider.Embeddings with { Fault = fault };
        using var host = Host();

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => EmbedAsync(host, Texts(4)));

        Assert.Equal(expected, error.Code);
        Assert.Equal("openai", error.Provider);
        Assert.Equal(requests, provider.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_that_may_pass_is_waited_out(int status)
    {
        provider.Embeddings = provider.Embeddings with { Status = status, StatusTimes = 2 };
        using var host = Host();
        var texts = Texts(3);

        AssertVectorsOf(texts, await EmbedAsync(host, texts));

        Assert.Equal(3, provider.Requests.Count);
    }

    [Theory]
    [InlineData(429, ErrorCode.ModelRateLimited, Attempts)]
    [InlineData(503, ErrorCode.ModelUnavailable, Attempts + 1)] // One finds out if another text is embedded.
    [InlineData(401, ErrorCode.ModelUnauthorized, 1)]
    [InlineData(404, ErrorCode.ModelUnavailable, 1)]
    public async Task No_batch_is_tried_more_often_than_allowed(int status, ErrorCode expected, int requests)
    {
        provider.Embeddings = provider.Embeddings with { Status = status };
        using var host = Host();

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => EmbedAsync(host, Texts(3)));

        Assert.Equal(expected, error.Code);
        Assert.Equal(requests, provider.Requests.Count);
    }

    [Fact]
    public async Task The_pause_a_provider_asks_for_is_kept()
    {
        provider.Embeddings = provider.Embeddings with { Status = 429, StatusTimes = 1, RetryAfter = "45" };
        using var host = Host();
        var started = time.GetTimestamp();
        var work = host.Embedder.GenerateAsync(["text"], cancellationToken: Token);

        await time.PassAsync(TimeSpan.FromSeconds(45), Token);

        Assert.Single(await work.WaitAsync(TimeSpan.FromMinutes(2), Token));
        Assert.Equal(TimeSpan.FromSeconds(45), time.GetElapsedTime(started));
    }

    [Fact]
    public async Task A_pause_too_long_ends_the_call_at_once()
    {
        provider.Embeddings = provider.Embeddings with { Status = 429, RetryAfter = "3600" };
        using var host = Host();

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => EmbedAsync(host, ["text"]));

        Assert.Equal(ErrorCode.ModelRateLimited, error.Code);
        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task A_pause_asked_for_with_a_refusal_is_no_reason_to_ask_again()
    {
        provider.Embeddings = provider.Embeddings with { Status = 401, RetryAfter = "30" };
        using var host = Host();

        await Assert.ThrowsAsync<DeepWikiException>(() => EmbedAsync(host, ["text"]));

        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task Every_third_request_failing_loses_and_doubles_nothing()
    {
        provider.Embeddings = provider.Embeddings with { Fault = EmbeddingFault.EveryThirdFails };
        using var host = Host(("Embeddings:MaxBatchSize", "10"));
        var texts = Texts(200);

        AssertVectorsOf(texts, await EmbedAsync(host, texts));

        // Besides those that find out if the provider answers at all.
        Assert.Equal(texts.Order(), provider.Sent.Where(text => text != "hello").Order());
    }

    [Fact]
    public async Task A_text_the_provider_refuses_is_found_by_halving_and_alone_goes_without()
    {
        provider.Embeddings = provider.Embeddings with { Poison = "bad apple" };
        using var host = Host();
        var texts = Texts(100);
        texts[37] = "a bad apple";

        var vectors = await EmbedAsync(host, texts);

        Assert.True(vectors[37].Vector.IsEmpty);
        Assert.Equal(
            new EmbeddingFailure(
                ErrorCode.ModelUnavailable,
                "The provider refused the request (400). It says: this input is not acceptable",
                EmbeddingFailureKind.Refused),
            EmbeddingFailure.Find(vectors[37]));
        Assert.All(vectors.Where((_, place) => place != 37), vector => Assert.Null(EmbeddingFailure.Find(vector)));
        AssertVectorsOf(texts.Where((_, place) => place != 37), vectors.Where((_, place) => place != 37));
        Assert.InRange(provider.Requests.Count, 2, 15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_provider_that_refuses_everything_fails_the_call(int count)
    {
        provider.Embeddings = provider.Embeddings with { Status = 400 };
        using var host = Host();

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => EmbedAsync(host, Texts(count)));

        Assert.Equal("The provider refused the request (400). It says: it did not work", error.Message);
        Assert.InRange(provider.Requests.Count, 2, 100);
    }

    [Fact]
    public async Task Texts_that_are_all_refused_by_a_provider_that_takes_others_each_say_so()
    {
        provider.Embeddings = provider.Embeddings with { Poison = "text" };
        using var host = Host();

        var few = await EmbedAsync(host, Texts(3));
        var many = await EmbedAsync(host, Texts(500));

        Assert.All(few, vector => Assert.Equal(EmbeddingFailureKind.Refused, EmbeddingFailure.Find(vector)?.Kind));
        Assert.All(many, vector => Assert.True(EmbeddingFailure.Find(vector)?.Kind is EmbeddingFailureKind.Refused or EmbeddingFailureKind.RefusedTogether));
        Assert.InRange(provider.Requests.Count, 2, 100);
    }

    [Fact]
    public async Task A_question_that_is_refused_fails()
    {
        provider.Embeddings = provider.Embeddings with { Poison = "text" };
        using var host = Host();

        await Assert.ThrowsAsync<DeepWikiException>(() => host.Embedder.GenerateAsync(Texts(1), EmbeddingKind.Query(), Token));

        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task What_came_before_a_provider_died_is_kept_and_the_rest_says_why_it_is_missing()
    {
        provider.Embeddings = provider.Embeddings with { DiesAfter = 4 };
        using var host = Host(("Embeddings:MaxBatchSize", "10"), ("Embeddings:MaxParallelRequests", "1"));
        var texts = Texts(100);

        var vectors = await EmbedAsync(host, texts);

        AssertVectorsOf(texts.Take(40), vectors.Take(40));
        Assert.All(vectors.Skip(40), vector => Assert.Equal((true, EmbeddingFailureKind.Outage), (vector.Vector.IsEmpty, EmbeddingFailure.Find(vector)?.Kind)));
        Assert.Equal("The provider has failed (503).", EmbeddingFailure.Find(vectors[99])?.Reason);
        Assert.Equal(4 + Attempts + 1, provider.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_given_up()
    {
        provider.Embeddings = provider.Embeddings with { Fault = EmbeddingFault.Hang };
        using var host = Host(("Embeddings:MaxAttempts", "2"), ("Embeddings:RequestTimeout", "00:00:30"));
        var work = host.Embedder.GenerateAsync(["text"], cancellationToken: Token);
        await provider.Requested.WaitAsync(TimeSpan.FromMinutes(2), Token);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => time.DriveAsync(work, TimeSpan.FromSeconds(30), Token));

        Assert.Equal(ErrorCode.ModelTimeout, error.Code);
        await provider.ClientGone.WaitAsync(TimeSpan.FromMinutes(2), Token);
    }

    [Fact]
    public async Task Cancelling_closes_the_connection()
    {
        provider.Embeddings = provider.Embeddings with { Fault = EmbeddingFault.Hang };
        using var host = Host();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var work = host.Embedder.GenerateAsync(["text"], cancellationToken: cancel.Token);
        await provider.Requested.WaitAsync(TimeSpan.FromMinutes(2), Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(TimeSpan.FromMinutes(2), Token));
        await provider.ClientGone.WaitAsync(TimeSpan.FromMinutes(2), Token);
    }

    private ProviderHost Host(params IEnumerable<(string Name, string Value)> settings) => ProviderHost.For(
        provider,
        time,
        [("Embeddings:Dimensions", $"{Dimensions}"), ("Embeddings:MaxAttempts", $"{Attempts}"), ("Embeddings:RequestTimeout", "01:00:00"), .. settings]);

    private async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(ProviderHost host, IReadOnlyList<string> texts) =>
        await time.DriveAsync(host.Embedder.GenerateAsync(texts, cancellationToken: Token), MaxJitter, Token);

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
