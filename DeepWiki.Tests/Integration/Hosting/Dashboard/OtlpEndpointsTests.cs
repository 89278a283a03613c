#if !USE_ASPIRE
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

[Trait("Category", "Integration")]
public sealed class OtlpEndpointsTests : IAsyncLifetime
{
    private const int MaxBodyLength = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Spans = OtlpBody.Request("chatapi", OtlpBody.Span("span", id: 1));

    private OtlpHost host = null!; // Set before each test.
    private HttpClient client = null!; // Likewise.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await OtlpHost.StartAsync(Token);
        client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Patience }) { BaseAddress = new Uri(host.Address) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Takes_all_three_kinds_and_answers_with_nothing()
    {
        await PostAsync("/v1/traces", Spans);
        await PostAsync("/v1/logs", OtlpBody.Request("chatapi", OtlpBody.Log("text")));
        var (status, type, text) = await PostAsync("/v1/metrics", OtlpBody.Request("chatapi", OtlpBody.Gauge("g", OtlpBody.Point(1, 0))));

        Assert.Equal((HttpStatusCode.OK, "application/x-protobuf", ""), (status, type, text));
        Assert.Equal(new TelemetryCounts(Spans: 1, Logs: 1, Points: 1, Streams: 0, Jobs: 0), host.Store.Counts);
    }

    [Fact]
    public async Task Takes_gzip()
    {
        var (status, _, _) = await PostAsync("/v1/traces", Zipped(Spans), encoding: "gzip");

        Assert.Equal((HttpStatusCode.OK, 1), (status, host.Store.Counts.Spans));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("another-key")]
    [InlineData(OtlpHost.Key + "x")]
    [InlineData("the-key-of-this-ruN")]
    [InlineData(OtlpHost.Key, OtlpHost.Key)]
    public async Task Refuses_who_does_not_show_the_key_exactly_once(params string[] keys)
    {
        var (status, type, text) = await PostAsync("/v1/traces", Spans, keys: keys);

        Assert.Equal((HttpStatusCode.Unauthorized, "text/plain"), (status, type));
        Assert.DoesNotContain(OtlpHost.Key, text);
        Assert.Equal(0, host.Store.Counts.Spans);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData(null, null)]
    [InlineData("application/x-protobuf", "br")]
    [InlineData("application/x-protobuf", "gzip, gzip")]
    public async Task Refuses_other_types_and_encodings(string? type, string? encoding)
    {
        var (status, _, _) = await PostAsync("/v1/traces", Spans, type, encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Equal(0, host.Store.Counts.Spans);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_what_is_too_long_whether_or_not_it_says_so(bool isLengthSaid)
    {
        var (status, _, _) = await PostAsync("/v1/traces", Padded(MaxBodyLength + 1), isChunked: !isLengthSaid);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Takes_what_is_just_not_too_long(bool isZipped)
    {
        var body = Padded(MaxBodyLength);

        var (status, _, _) = isZipped ? await PostAsync("/v1/traces", Zipped(body), encoding: "gzip") : await PostAsync("/v1/traces", body);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Stops_inflating_at_the_limit()
    {
        // More than a gigabyte beyond what an array can hold: whoever inflates it all answers something else.
        var member = Zipped(new byte[2 * MaxBodyLength]);
        var bomb = Enumerable.Repeat(member, 200).SelectMany(part => part).ToArray();

        var (status, _, text) = await PostAsync("/v1/traces", bomb, encoding: "gzip");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "The body is larger than 8388608 bytes."), (status, text));
    }

    [Fact]
    public async Task Refuses_too_much_that_inflates_to_nothing()
    {
        var member = Convert.FromHexString("1F8B08000000000000030300" + "0000000000000000");
        var endless = Enumerable.Repeat(member, MaxBodyLength / member.Length + 1).SelectMany(part => part).ToArray();

        var (status, _, _) = await PostAsync("/v1/traces", endless, encoding: "gzip", isChunked: true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task Says_what_is_malformed()
    {
        var (status, type, text) = await PostAsync("/v1/traces", [0x0A, 0x05, 0x41]);
        var (notZipped, _, _) = await PostAsync("/v1/logs", Spans, encoding: "gzip");
        var (cutOff, _, _) = await PostAsync("/v1/traces", Zipped(Spans)[..^12], encoding: "gzip");

        Assert.Equal((HttpStatusCode.BadRequest, "text/plain", "A value is longer than what holds it."), (status, type, text));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (notZipped, cutOff));
    }

    [Fact]
    public async Task Takes_a_few_bodies_at_once_and_lets_the_others_wait()
    {
        var held = Enumerable.Range(0, 4).Select(_ => new HeldContent(Spans)).ToList();
        var answers = held.Take(3).Select(SendHeldAsync).ToList();
        await Task.WhenAll(held.Take(3).Select(content => content.Asked)).WaitAsync(Patience, Token);

        answers.Add(SendHeldAsync(held[3]));
        // Many others come and go before the fourth is asked for its body.
        for (var i = 0; i < 50; i++)
        {
            await PostAsync("/v1/traces", Spans, keys: []);
        }

        Assert.False(held[3].Asked.IsCompleted);
        held[0].Release();
        await held[3].Asked.WaitAsync(Patience, Token);
        held.ForEach(content => content.Release());
        Assert.All(await Task.WhenAll(answers).WaitAsync(Patience, Token), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private async Task<HttpStatusCode> SendHeldAsync(HeldContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces") { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Headers.Add("x-otlp-api-key", OtlpHost.Key);
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? Type, string Text)> PostAsync(
        string path, byte[] body, string? type = "application/x-protobuf", string? encoding = null, bool isChunked = false, string[]? keys = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        content.Headers.ContentEncoding.Clear();
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        // A server that refuses early does not wait for the rest, which would break the connection under the sender.
        request.Headers.ExpectContinue = body.Length > MaxBodyLength && !isChunked;
        foreach (var key in keys ?? [OtlpHost.Key])
        {
            request.Headers.TryAddWithoutValidation("x-otlp-api-key", key);
        }

        using var response = await client.SendAsync(request, Token);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(Token));
    }

    // One unknown field, as long as it takes.
    private static byte[] Padded(int length)
    {
        const int header = 5;
        return [.. new ProtobufWriter().Bytes(9, new byte[length - header]).ToArray()];
    }

    private static byte[] Zipped(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(body);
        }

        return zipped.ToArray();
    }
}
#endif
