using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.ChatApi.Repositories;

/// <summary>
/// Callers who cannot prove a right are answered as if the repository had never been here: byte for byte, frames, statuses and headers. Only
/// the date and the id of the trace are the request's own.
/// </summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed partial class NeverSeenTests(ChatStack stack) : IAsyncLifetime
{
    private const string Right = "ghp_the-right-one-for-never-seen";

    public async ValueTask InitializeAsync()
    {
        await stack.Redis.ExecuteAsync("FLUSHDB");
        stack.Git.Token = Right;
    }

    public ValueTask DisposeAsync()
    {
        stack.Git.Token = null;
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ghp_a-wrong-one-for-never-seen")]
    public async Task An_indexed_repository_and_one_never_seen_are_refused_in_the_same_bytes(string? token)
    {
        await using var server = await stack.StartAsync(("Chat:CloseTimeout", "00:00:00.3"));
        var kind = token is null ? "none" : "bad";
        var indexed = stack.Serve($"hidden/{kind}-1");
        var never = stack.Serve($"hidden/{kind}-2");
        Assert.Equal(1000, (await server.AskAsync((indexed with { Token = Right }).ToJson())).Code);

        var ofIndexed = await AnswersAsync(server, (indexed with { Token = token }).ToJson());
        var ofNever = await AnswersAsync(server, (never with { Token = token }).ToJson());

        Assert.Equal(ofNever, ofIndexed);
        Assert.Contains("repository_access_denied", ofIndexed[0]);
        Assert.Contains("HTTP/1.1 500 ", ofIndexed[1]);
        Assert.Contains("HTTP/1.1 403 ", ofIndexed[2]);
    }

    [Theory]
    [InlineData("source?path=README.md")]
    [InlineData("search?q=job")]
    public async Task By_id_a_private_repository_is_not_found_in_the_same_bytes_as_one_that_never_was(string route)
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("hidden/by-id-" + route[..6]) with { Token = Right };
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);
        var id = await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = 'hidden/by-id-{route[..6]}'");

        var answers = new List<string>();
        foreach (var (repository, header) in (IEnumerable<(string, string)>)
                [
                    (id, ""),
                    (id, "DeepWiki-Token: ghp_wrong\r\n"),
                    ("rep_" + new string('0', 32), ""),
                    ("rep_" + new string('0', 32), "DeepWiki-Token: ghp_wrong\r\n"),
                ])
        {
            var answer = await RequestAsync(
                server, $"GET /api/repositories/{repository}/{route} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}Connection: close\r\n\r\n");
            answers.Add(answer.Replace(repository, "ID", StringComparison.Ordinal));
        }

        Assert.StartsWith("HTTP/1.1 404 ", answers[0]);
        Assert.Single(answers.Distinct());
    }

    private static async Task<string[]> AnswersAsync(ChatServer server, string message)
    {
        var request =
            RawConnection.UpgradeRequest(server.Address, "/ws/chat")
            + Encoding.Latin1.GetString(RawFrame.Encode(RawFrame.Text, Encoding.UTF8.GetBytes(message)));
        return
        [
            await RequestAsync(server, request),
            await RequestAsync(server, Post("/chat/completions/stream", message)),
            await RequestAsync(server, Post("/api/chat/stream", message)),
        ];
    }

    private static string Post(string path, string body) =>
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: "
            + $"close\r\n\r\n{body}";

    private static async Task<string> RequestAsync(ChatServer server, string request)
    {
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        await connection.SendBytesAsync(Encoding.Latin1.GetBytes(request));
        return Own().Replace(Encoding.Latin1.GetString(await connection.ReadAllAsync()), "…");
    }

    [GeneratedRegex(@"(?<=Date: )[^\r]+|(?<=""traceId"":"")[0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Own();
}
