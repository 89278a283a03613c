using System.Net.Http.Headers;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Handshakes of sockets: the answer to a good one, and a status for each that is refused.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class HandshakeTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ws/chat", "Sec-WebSocket-Version: 13")]
    [InlineData("/ws/chat?token=ignored&x", "Sec-WebSocket-Protocol: chat, superchat")]
    [InlineData("/ws/chat", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")]
    [InlineData("/ws/chat", "Origin: http://localhost:3000")]
    public async Task A_good_handshake_promises_nothing_but_the_socket(string path, string header)
    {
        await using var server = await stack.StartAsync();

        await using var socket = await RawConnection.UpgradeAsync(server.Address, path, headers: header);

        Assert.Equal(101, socket.Handshake.Status);
        var headers = socket.Handshake.Headers.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value);
        headers.Remove("date");
        Assert.Equal(
            "connection: Upgrade, sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, upgrade: websocket, x-content-type-options: nosniff, "
            + "x-frame-options: DENY, x-xss-protection: 1; mode=block",
            string.Join(", ", headers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    [Theory]
    [InlineData("/ws/chat", "Upgrade:", 426)]
    [InlineData("/ws/chat", "Connection:", 426)]
    [InlineData("/ws/chat", "Sec-WebSocket-Version: 8", 426)]
    [InlineData("/ws/chat", "Sec-WebSocket-Version:", 426)]
    [InlineData("/ws/chat", "Sec-WebSocket-Key:", 426)]
    [InlineData("/ws/chat", "Sec-WebSocket-Key: c2hvcnQ=", 426)]
    [InlineData("/ws/chat/", "X: y", 404)]
    [InlineData("/ws", "X: y", 404)]
    [InlineData("/ws/chat/more", "X: y", 404)]
    public async Task What_is_no_handshake_of_ours_is_refused(string path, string header, int status)
    {
        await using var server = await stack.StartAsync();

        await using var socket = await RawConnection.UpgradeAsync(server.Address, path, headers: header);

        Assert.Equal(status, socket.Handshake.Status);
        Assert.Equal(status == 426 ? ("websocket", "13") : default, (Header("Upgrade"), Header("Sec-WebSocket-Version")));
        Assert.Equal(1000, (await server.AskAsync(stack.Local().ToJson())).Code);

        string? Header(string name) => socket.Handshake.Headers.GetValueOrDefault(name);
    }

    [Theory]
    [InlineData("Host: rebound.example", 400, "invalid_request")]
    [InlineData("Origin: https://evil.example", 403, "forbidden")]
    [InlineData("Origin: null", 403, "forbidden")]
    [InlineData("Origin: http://localhost:3000\r\nOrigin: https://evil.example", 403, "forbidden")]
    public async Task A_page_or_name_that_is_not_ours_gets_a_problem(string header, int status, string code)
    {
        await using var server = await stack.StartAsync();

        await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: header);

        Assert.Equal((status, code), (socket.Handshake.Status, CodeOf(socket)));
        Assert.Equal("application/problem+json", socket.Handshake.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Probes_may_come_under_any_name()
    {
        await using var server = await stack.StartAsync();
        await using var connection = await RawConnection.ConnectAsync(server.Address);

        Assert.Equal(200, (await connection.RequestAsync("GET /alive HTTP/1.1\r\nHost: 10.1.2.3\r\n\r\n")).Status);
    }

    [Fact]
    public async Task Too_many_are_told_when_to_come_again()
    {
        await using var full = await stack.StartAsync(("Chat:MaxSockets", "1"));
        await using var bounded = await stack.StartAsync(
            RemoteCaller.AddTo, ("Chat:ConcurrentRequests", "1"), ("Security:AllowedHosts:0", "127.0.0.1"), ("Security:Anonymous", "full"));
        await using var first = await full.OpenAsync();
        await using var second = await bounded.OpenAsync();

        await using var busy = await full.OpenAsync();
        await using var limited = await bounded.OpenAsync();

        Assert.Equal([101, 101], [first.Handshake.Status, second.Handshake.Status]);
        Assert.Equal((503, "busy", "5"), (busy.Handshake.Status, CodeOf(busy), busy.Handshake.Headers["Retry-After"]));
        Assert.Equal((429, "rate_limited", "5"), (limited.Handshake.Status, CodeOf(limited), limited.Handshake.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Behind_a_proxy_callers_count_by_the_last_address_that_it_names()
    {
        await using var server = await stack.StartAsync(
            ("FORWARDEDHEADERS_ENABLED", "true"), ("Chat:ConcurrentRequests", "1"), ("Security:AllowedHosts:0", "127.0.0.1"), ("Security:Anonymous", "full"));

        await using var first = await RawConnection.UpgradeAsync(server.Address, headers: "X-Forwarded-For: 203.0.113.1");
        await using var same = await RawConnection.UpgradeAsync(server.Address, headers: "X-Forwarded-For: 127.0.0.1, 203.0.113.1");
        await using var other = await RawConnection.UpgradeAsync(server.Address, headers: "X-Forwarded-For: 203.0.113.1, 203.0.113.2");

        Assert.Equal([101, 429, 101], [first.Handshake.Status, same.Handshake.Status, other.Handshake.Status]);
    }

    [Fact]
    public async Task A_server_that_stops_lets_nobody_in()
    {
        var stop = new HeldStop();
        await using var server = await stack.StartAsync(stop.AddTo);
        await using var waiting = await server.OpenAsync();

        server.Program.Stop();
        await stop.Begun.WaitAsync(Token);
        await using var late = await server.OpenAsync();
        var old = await server.PostAsync("/chat/completions/stream", stack.Local().ToJson());
        var own = await server.PostAsync("/api/chat/stream", stack.Local().ToJson());
        var ended = await waiting.ReadToEndAsync();
        stop.Release();

        Assert.Equal((503, "5", "server_stopping"), (late.Handshake.Status, late.Handshake.Headers["Retry-After"], CodeOf(late)));
        Assert.Equal([(503, "5"), (503, "5")], [(old.Status, RetryAfter(old.Headers)), (own.Status, RetryAfter(own.Headers))]);
        Assert.Equal(("\nError: The server is shutting down. Please try again.", 1001, "server_stopping"), (ended.Text, ended.Code, ended.Reason));

        static string RetryAfter(HttpResponseHeaders headers) => Assert.Single(headers.GetValues("Retry-After"));
    }

    [Theory]
    [InlineData("GET", "/chat/completions/stream", "POST")]
    [InlineData("GET", "/api/chat/stream", "POST")]
    [InlineData("POST", "/ws/chat", "GET")]
    public async Task A_wrong_method_is_told_the_right_one(string method, string path, string allowed)
    {
        await using var server = await stack.StartAsync();

        using var response = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal((405, allowed), ((int)response.StatusCode, string.Join(",", response.Content.Headers.Allow)));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static string? CodeOf(RawConnection socket) => JsonDocument.Parse(socket.Handshake.Body).RootElement.GetProperty("code").GetString();
}
