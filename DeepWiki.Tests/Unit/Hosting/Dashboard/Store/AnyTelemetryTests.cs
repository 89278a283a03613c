#if !USE_ASPIRE
using System.Globalization;
using System.Text.Json;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

/// <summary>Bodies no exporter sends: each is well formed, and together they contradict each other in every way. All is asked for in between.</summary>
[Trait("Category", "Unit")]
public sealed class AnyTelemetryTests
{
    private const int Rounds = 1_500;
    private const long Second = 1_000_000;

    private static readonly string[] SpanNames = ["chat.stream", "job.run", "job.fetch", "chat small", "", "\uD83D\uDE00"];
    private static readonly string[] Instruments =
        ["deepwiki.chat.first_delta", "deepwiki.queue.depth", "deepwiki.embeddings.texts", "http.server.request.duration", "gen_ai.client.operation.duration"];
    private static readonly string[] Keys =
        ["gen_ai.request.model", "gen_ai.usage.input_tokens", "deepwiki.repository", "http.response.status_code", "exception.stacktrace", "deepwiki.stream.deltas", ""];
    private static readonly object[] Values = ["1", "small", "", true, -1, double.NaN, Array.Empty<byte>(), new object[] { "a", 1.5 }, new Dictionary<string, object> { [""] = "" }];
    private static readonly double[] Numbers = [0, 1, -1, 0.5, 1e300, double.MaxValue, double.MinValue, double.Epsilon, double.NaN, double.NegativeInfinity];

    private readonly ManualTime time = new();
    private readonly TelemetryStore store;

    public AnyTelemetryTests() => store = new TelemetryStore(time);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Anything_is_taken_or_malformed_and_every_question_answered(int seed)
    {
        var random = new Random(seed);
        var taken = 0;

        for (var round = 0; round < Rounds; round++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(4_000)));
            taken += Send(() => store.AddTraces(Body(random, Span)));
            taken += Send(() => store.AddLogs(Body(random, Log)));
            taken += Send(() => store.AddMetrics(Body(random, Metric)));
            if (round % 25 == 0)
            {
                Ask();
            }
        }

        Assert.True(taken > Rounds, $"{taken} taken");
    }

    private static int Send(Action add)
    {
        try
        {
            add();
            return 1;
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    // JSON has no number that is none.
    private void Ask()
    {
        var traces = store.Traces(new TraceFilter(Limit: 10));
        object[] answers = [traces, store.Streams(200), store.Jobs(200), store.Logs(new LogFilter(Limit: 50)), store.Metrics(), store.Counts];
        Assert.All(answers.Concat(traces.Traces.Select(row => store.Trace(row.TraceId)!)), answer => Assert.NotEmpty(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web)));
    }

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static byte[] Body(Random random, Func<Random, ProtobufWriter> item) => OtlpBody.Request(
        Any(random, ["chatapi", "indexer", ""]), Any(random, ["", "a", "b"]), Any(random, ["", "DeepWiki"]), [.. Enumerable.Range(0, random.Next(6)).Select(_ => item(random))]);

    private static ProtobufWriter Span(Random random)
    {
        var span = new ProtobufWriter().Bytes(1, OtlpBody.Id(random.Next(1, 4), 16)).Bytes(2, OtlpBody.Id(random.Next(1, 200), 8)).Bytes(4, OtlpBody.Id(random.Next(0, 200), 8))
            .Text(5, Any(random, SpanNames)).Varint(6, (ulong)random.Next(8)).Fixed64(7, AnyTime(random)).Fixed64(8, AnyTime(random));
        return random.Next(3) switch
        {
            0 => Tagged(random, span, 9),
            1 => span.Message(11, Tagged(random, new ProtobufWriter().Fixed64(1, AnyTime(random)).Text(2, Any(random, ["first_delta", ""])), 3)),
            _ => span.Message(13, Tagged(random, new ProtobufWriter().Bytes(1, OtlpBody.Id(random.Next(2), 16)).Bytes(2, OtlpBody.Id(1, 8)), 4))
                .Message(15, new ProtobufWriter().Text(2, "").Varint(3, (ulong)random.Next(5))),
        };
    }

    private static ProtobufWriter Log(Random random) => Tagged(random, new ProtobufWriter().Fixed64(1, AnyTime(random)).Varint(2, (ulong)random.Next(40))
        .Message(5, OtlpBody.Any(Any(random, Values))).Bytes(9, OtlpBody.Id(random.Next(4), 16)).Bytes(10, OtlpBody.Id(random.Next(100), 8)), 6);

    private static ProtobufWriter Metric(Random random)
    {
        var (name, isDelta) = (Any(random, Instruments), random.Next(2) == 0);
        ProtobufWriter[] numbers = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Tagged(random, OtlpBody.Point(Any(random, Numbers), Offset(random), Offset(random)), 7))];
        ProtobufWriter[] histograms = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Buckets(random))];
        return random.Next(5) switch
        {
            0 => OtlpBody.Gauge(name, numbers),
            1 => OtlpBody.Sum(name, isMonotonic: random.Next(2) == 0, isDelta, numbers),
            2 => new ProtobufWriter().Text(1, name).Message(random.Next(10, 12), new ProtobufWriter().Message(1, new ProtobufWriter())),
            _ => OtlpBody.Histogram(name, isDelta, histograms),
        };
    }

    // Mostly sound, and of another shape each time.
    private static ProtobufWriter Buckets(Random random)
    {
        var bounds = Enumerable.Range(0, random.Next(4)).Select(i => random.Next(20) == 0 ? Any(random, Numbers) : i + random.Next(2) / 2.0).ToArray();
        var counts = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(5) : bounds.Length + 1).Select(_ => random.Next(30) == 0 ? ulong.MaxValue : (ulong)random.Next(50)).ToArray();
        var total = counts.Aggregate(0UL, (all, count) => unchecked(all + count));
        var point = new ProtobufWriter().Fixed64(2, OtlpBody.Nanoseconds(Offset(random))).Fixed64(3, OtlpBody.Nanoseconds(Offset(random)))
            .Fixed64(4, random.Next(4) == 0 ? (ulong)random.Next(9) : total).Double(5, Any(random, Numbers));
        return counts.Aggregate(point, (all, count) => all.Fixed64(6, count)).Bytes(7, [.. bounds.SelectMany(BitConverter.GetBytes)]);
    }

    // Around now, as often as not.
    private static long Offset(Random random) => random.Next(2) == 0 ? random.NextInt64(0, Rounds * 2 * Second) : 0;

    private static ulong AnyTime(Random random) => random.Next(6) switch { 0 => 0, 1 => ulong.MaxValue, _ => OtlpBody.Nanoseconds(Offset(random)) };

    private static ProtobufWriter Tagged(Random random, ProtobufWriter item, int field) => Enumerable.Range(0, random.Next(3)).Aggregate(
        item, (all, _) => all.Message(field, OtlpBody.Pair(Any(random, Keys), random.Next(4) == 0 ? random.Next(30).ToString(CultureInfo.InvariantCulture) : Any(random, Values))));
}
#endif
