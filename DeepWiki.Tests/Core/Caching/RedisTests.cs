using System.Text.Json.Serialization;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace DeepWiki.Tests.Core.Caching;

[Trait("Category", "Integration")]
public sealed partial class RedisTests(StoresFixture stores) : IAsyncLifetime
{
    private readonly string identity = $"example.org/{Guid.NewGuid():N}";
    private readonly byte[] key = new byte[32];
    private ConnectionMultiplexer connection = null!; // Set before each test.
    private RedisStore redis = null!; // Set before each test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        connection = await ConnectAsync(await stores.RedisAsync());
        redis = Over(connection);
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_token_is_handed_over_once()
    {
        var handOver = new SealedCredentialStore(redis);
        var job = Random.Shared.NextInt64();

        await handOver.LeaveAsync(job, new Secret("glpat-example"), key, Token);

        Assert.Equal("glpat-example", (await handOver.TakeAsync(job, key, Token))?.Reveal());
        Assert.Null(await handOver.TakeAsync(job, key, Token));
    }

    [Fact]
    public async Task Metadata_is_loaded_once_until_it_is_invalidated()
    {
        var cache = new MetadataCache(redis);
        var loads = 0;
        Task<Note?> LoadAsync(CancellationToken token) => Task.FromResult<Note?>(new Note($"load {++loads}"));

        var first = await cache.GetAsync(identity, NoteJson.Default.Note, LoadAsync, Token);
        var second = await cache.GetAsync(identity, NoteJson.Default.Note, LoadAsync, Token);
        await cache.InvalidateAsync(identity, Token);
        var third = await cache.GetAsync(identity, NoteJson.Default.Note, LoadAsync, Token);

        Assert.Equal(("load 1", "load 1", "load 2"), (first?.Text, second?.Text, third?.Text));
    }

    [Fact]
    public async Task A_value_that_does_not_parse_is_a_miss()
    {
        await connection.GetDatabase().StringSetAsync(RedisKeys.Metadata(identity), "{\"Text\": 7");

        var loaded = await new MetadataCache(redis).GetAsync(identity, NoteJson.Default.Note, _ => Task.FromResult<Note?>(new Note("fresh")), Token);

        Assert.Equal("fresh", loaded?.Text);
    }

    [Fact]
    public async Task A_head_is_remembered_for_the_token_that_saw_it_alone()
    {
        var heads = new HeadCache(redis);

        await heads.RememberAsync(identity, new Secret("mine"), key, "c0ffee", Token);

        Assert.Equal("c0ffee", await heads.FindAsync(identity, new Secret("mine"), key, Token));
        Assert.Null(await heads.FindAsync(identity, new Secret("yours"), key, Token));
        Assert.Null(await heads.FindAsync(identity, null, key, Token));
    }

    [Fact]
    public async Task Without_redis_caches_miss_and_a_token_is_refused_with_a_reason()
    {
        using var nowhere = await ConnectAsync("localhost:1");
        var gone = Over(nowhere);

        var loaded = await new MetadataCache(gone).GetAsync(identity, NoteJson.Default.Note, _ => Task.FromResult<Note?>(new Note("from the store")), Token);
        var refusal = await Assert.ThrowsAsync<DeepWikiException>(() => new SealedCredentialStore(gone).LeaveAsync(1, new Secret("t"), key, Token));

        Assert.Equal("from the store", loaded?.Text);
        Assert.Equal(ErrorCode.Busy, refusal.Code);
    }

    [Fact]
    public async Task Redis_that_is_away_is_told_apart_from_a_token_that_is_gone()
    {
        using var nowhere = await ConnectAsync("localhost:1");
        var handOver = new SealedCredentialStore(Over(nowhere));

        var first = await Assert.ThrowsAsync<DeepWikiException>(() => handOver.TakeAsync(1, key, Token));
        var whileItRests = await Assert.ThrowsAsync<DeepWikiException>(() => handOver.TakeAsync(1, key, Token));

        Assert.Equal((ErrorCode.Busy, ErrorCode.Busy), (first.Code, whileItRests.Code));
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string address)
    {
        var options = ConfigurationOptions.Parse(address);
        RedisConnection.Configure(options);
        options.ConnectTimeout = 2000;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    private static RedisStore Over(IConnectionMultiplexer connection) => new(connection, TimeProvider.System, NullLogger<RedisStore>.Instance);

    internal sealed record Note(string Text);

    [JsonSerializable(typeof(Note))]
    private sealed partial class NoteJson : JsonSerializerContext;
}
