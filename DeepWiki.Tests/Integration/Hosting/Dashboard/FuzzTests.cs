#if !USE_ASPIRE
using System.Text;
using System.Text.Json;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>Real bodies of the exporter, damaged in every way: each is taken or is malformed, and what is kept stays within its budgets.</summary>
[Trait("Category", "Integration")]
public sealed class FuzzTests
{
    private const long MegaByte = 1024 * 1024;

    [Theory]
    [InlineData("/v1/traces", 80_000)]
    [InlineData("/v1/logs", 80_000)]
    [InlineData("/v1/metrics", 40_000)]
    public async Task Damaged_bodies_are_malformed_and_nothing_else(string path, int count)
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await TelemetrySource.RunAsync(receiver.Address, "key", token);
        var bodies = receiver.Posts.Where(post => post.Path == path).Select(post => Encoding.Latin1.GetBytes(post.Body)).ToList();
        var store = new TelemetryStore(TimeProvider.System);
        var random = new Random(20_261_126);
        var (taken, malformed) = (0, 0);

        for (var i = 0; i < count; i++)
        {
            try
            {
                Add(store, path, Damaged(bodies[random.Next(bodies.Count)], bodies, random));
                taken++;
            }
            catch (InvalidDataException)
            {
                malformed++;
            }
        }

        Assert.True(taken > count / 20, $"{taken} taken");
        Assert.True(malformed > count / 4, $"{malformed} malformed");
        Assert.InRange(store.Bytes.Spans, 0, 64 * MegaByte);
        Assert.InRange(store.Bytes.Logs, 0, 32 * MegaByte);
        Assert.InRange(store.Bytes.Metrics, 0, 32 * MegaByte);
        AssertAnswers(store);
    }

    private static void Add(TelemetryStore store, string path, byte[] body)
    {
        switch (path)
        {
            case "/v1/traces": store.AddTraces(body); break;
            case "/v1/logs": store.AddLogs(body); break;
            default: store.AddMetrics(body); break;
        }
    }

    // JSON has no number that is none, and no half of a character.
    private static void AssertAnswers(TelemetryStore store)
    {
        object[] answers = [store.Traces(new TraceFilter(Limit: 500)), store.Logs(new LogFilter(Limit: 1_000)), store.Streams(500), store.Jobs(500), store.Metrics()];
        Assert.All(answers, answer => Assert.NotEmpty(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web)));
        Assert.All(store.Traces(new TraceFilter(Limit: 20)).Traces, row => Assert.NotEmpty(JsonSerializer.Serialize(store.Trace(row.TraceId), JsonSerializerOptions.Web)));
    }

    private static byte[] Damaged(byte[] body, List<byte[]> bodies, Random random) => random.Next(5) switch
    {
        0 => Flipped(body, random),
        1 => body[..random.Next(body.Length)],
        2 => Spliced(body, bodies[random.Next(bodies.Count)], random),
        3 => Lied(body, random),
        _ => Nested(body, random),
    };

    private static byte[] Flipped(byte[] body, Random random)
    {
        byte[] damaged = [.. body];
        for (var flips = random.Next(1, 9); flips > 0; flips--)
        {
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        }

        return damaged;
    }

    private static byte[] Spliced(byte[] body, byte[] other, Random random)
    {
        var from = random.Next(other.Length);
        var part = other.AsSpan(from, random.Next(other.Length - from));
        var at = random.Next(body.Length);
        return [.. body.AsSpan(0, at), .. part, .. body.AsSpan(at)];
    }

    // Bytes that are lengths as often as not.
    private static byte[] Lied(byte[] body, Random random)
    {
        byte[] damaged = [.. body];
        damaged[random.Next(damaged.Length)] = (byte[])[0, 1, 0x7F, 0x80, 0xFF] is var lies ? lies[random.Next(lies.Length)] : default;
        return damaged;
    }

    // The fields that hold messages of their own kind, or one within another, many times over.
    private static byte[] Nested(byte[] body, Random random)
    {
        byte[] inner = [.. body.AsSpan(0, Math.Min(body.Length, 64))];
        byte[] keys = [0x0A, 0x12, 0x2A, 0x32, 0x4A, 0x5A];
        for (var depth = random.Next(1, 40); depth > 0; depth--)
        {
            inner = [keys[random.Next(keys.Length)], (byte)(0x80 | (inner.Length & 0x7F)), (byte)(inner.Length >> 7), .. inner];
        }

        return [.. body, .. inner];
    }
}
#endif
