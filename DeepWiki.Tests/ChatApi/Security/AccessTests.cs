using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Security;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.ChatApi.Security;

/// <summary>Rights with a key and without, on every transport, and the account that each call is counted on.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class AccessTests(ChatStack stack)
{
    private const string Key = "key-of-the-first-caller-1";
    private const string OtherKey = "key-of-another-caller-22";
    private const string Refusal = "This needs an API key of the server. Send one as Authorization: Bearer KEY.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (string, string)[] Keys => [("Security:ApiKeys:0", Key), ("Security:ApiKeys:1", OtherKey)];

    /// <summary>Texts that are no valid bearer.</summary>
    public static TheoryData<string> WrongKeys =>
    [
        "Authorization:", "Authorization: Bearer", "Authorization: Bearer wrong", $"Authorization: Bearer {Key}x", $"Authorization: Bearer {Key[..^1]}",
        $"Authorization: Basic {Key}", $"Authorization: {Key}", $"Authorization: Bearer {Key.ToUpperInvariant()}",
        $"Authorization: Bearer {Key}\r\nAuthorization: Bearer {Key}",
    ];

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task Without_a_key_nothing_is_asked_on_any_transport(string authorization)
    {
        await using var server = await stack.StartAsync([.. Keys, ("Security:Anonymous", "read")]);

        await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: authorization);
        var old = await PostAsync(server, "/chat/completions/stream", authorization);
        var own = await PostAsync(server, "/api/chat/stream", authorization);

        Assert.Equal([401, 401, 401], [socket.Handshake.Status, old.Status, own.Status]);
        Assert.All((RawHttpReply[])[socket.Handshake, old, own], reply => Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]));
        Assert.Equal("{\"detail\":\"" + Refusal + "\"}", old.Body);
        foreach (var problem in new[] { socket.Handshake, own }.Select(reply => JsonDocument.Parse(reply.Body).RootElement))
        {
            Assert.Equal(("unauthorized", 401, Refusal), (Text(problem, "code"), problem.GetProperty("status").GetInt32(), Text(problem, "detail")));
        }

        Assert.Empty(server.Provider.Requests);
    }

    [Theory]
    [InlineData("Bearer " + Key)]
    [InlineData("bearer " + OtherKey)]
    public async Task With_a_key_everything_goes_on_every_transport(string authorization)
    {
        await using var server = await stack.StartAsync([.. Keys, ("Security:Anonymous", "none")]);
        server.Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);

        await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"Authorization: {authorization}");
        await socket.SendTextAsync(stack.Local().ToJson());
        var conversation = await socket.ReadToEndAsync();
        var old = await server.PostAsync("/chat/completions/stream", stack.Local().ToJson());
        var own = await server.PostAsync("/api/chat/stream", stack.Local().ToJson());
        using var search = await server.Http.GetAsync("/api/repositories/rep_unknown/search?q=x", Token);

        Assert.Equal(("Hello, world.", 1000), (conversation.Text, conversation.Code));
        Assert.Equal([(200, "Hello, world."), (200, "Hello, world.")], [(old.Status, old.Body), (own.Status, own.Body)]);
        Assert.Equal(404, (int)search.StatusCode);
    }

    [Theory]
    [InlineData("full", 404, 404, 200)]
    [InlineData("read", 404, 404, 200)]
    [InlineData("none", 401, 401, 200)]
    public async Task Reading_is_open_unless_nothing_is(string anonymous, int search, int source, int alive)
    {
        await using var server = await stack.StartAsync([.. Keys, ("Security:Anonymous", anonymous)]);

        int[] statuses =
        [
            (int)(await server.Http.GetAsync("/api/repositories/rep_unknown/search?q=x", Token)).StatusCode,
            (int)(await server.Http.GetAsync("/api/repositories/rep_unknown/source?path=x", Token)).StatusCode,
            (int)(await server.Http.GetAsync("/alive", Token)).StatusCode,
        ];

        Assert.Equal([search, source, alive], statuses);
    }

    [Fact]
    public async Task Each_key_has_bounds_of_its_own_wherever_it_comes_from()
    {
        await using var server = await stack.StartAsync([.. Keys, ("Chat:ConcurrentRequests", "1")]);
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var running = await RawConnection.UpgradeAsync(server.Address, headers: $"Authorization: Bearer {Key}");
        await running.SendTextAsync(stack.Local().ToJson());
        Assert.Equal("So far", (await running.ReadFrameAsync())?.AsText);

        await using var same = await RawConnection.UpgradeAsync(server.Address, headers: $"Authorization: Bearer {Key}");
        var sameOverHttp = await PostAsync(server, "/api/chat/stream", $"Authorization: Bearer {Key}");
        await using var other = await RawConnection.UpgradeAsync(server.Address, headers: $"Authorization: Bearer {OtherKey}");
        await using var without = await server.OpenAsync();

        Assert.Equal([429, 429, 101, 101], [same.Handshake.Status, sameOverHttp.Status, other.Handshake.Status, without.Handshake.Status]);
        Assert.Equal("5", same.Handshake.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("Security:ApiKeys:0", "too-short", "Security:ApiKeys")]
    [InlineData("Security:ApiKeys:0", "with a space in it, which no header takes", "Security:ApiKeys")]
    [InlineData("Security:Anonymous", "7", "Security:Anonymous")]
    public async Task A_setting_that_cannot_be_meant_stops_the_start_and_is_not_repeated(string name, string value, string option)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => stack.StartAsync((name, value)));

        Assert.Contains(option, failure.Message);
        Assert.DoesNotContain(value, failure.Message);
    }

    [Fact]
    public async Task A_server_that_nobody_may_ask_says_so_at_its_start()
    {
        await using var nobody = await stack.StartAsync(("Security:Anonymous", "read"));
        await using var somebody = await stack.StartAsync([.. Keys, ("Security:Anonymous", "read")]);

        Assert.Contains(nobody.Log.Entries, entry => entry.Text.Contains("nobody can ask", StringComparison.Ordinal));
        Assert.DoesNotContain(
            somebody.Log.Entries,
            entry => entry.Text.Contains(nameof(AnonymousUse), StringComparison.Ordinal) || entry.Text.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_that_nothing_catches_shows_the_caller_nothing_of_itself()
    {
        await using var server = await stack.StartAsync(services => services.AddSingleton<IStartupFilter>(new Fault()), ("environment", "Development"));

        server.Http.DefaultRequestHeaders.Add("Origin", "http://localhost:3000");
        using var response = await server.Http.GetAsync("/nowhere", Token);
        var body = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal((500, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("http://localhost:3000", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Matches("An internal error occurred \\(trace [0-9a-f]{32}\\)", body);
        Assert.DoesNotContain("secret", body);
        Assert.Contains(server.Log.Errors, text => text.Contains("secret of the fault", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement problem, string name) => problem.GetProperty(name).GetString();

    private async Task<RawHttpReply> PostAsync(ChatServer server, string path, string authorization)
    {
        var body = stack.Local().ToJson();
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        var lines = authorization == "Authorization:" ? "" : authorization + "\r\n";
        return await connection.RequestAsync(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{lines}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n"
                + $"{body}");
    }

    private sealed class Fault : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(_ => throw new InvalidOperationException("secret of the fault"));
        };
    }
}
