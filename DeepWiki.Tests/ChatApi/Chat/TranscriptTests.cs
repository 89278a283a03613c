using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>The transcripts of docs/wire-protocol.md are what the server says, read from the page and replayed line by line.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed partial class TranscriptTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Transcripts().Count)];

    [Fact]
    public void The_page_has_a_good_answer_an_error_and_a_refused_handshake()
    {
        Assert.Contains(Transcripts(), lines => lines.Contains("S close 1000"));
        Assert.Contains(Transcripts(), lines => lines.Contains("S close 1008 host_not_allowed"));
        Assert.Contains(Transcripts(), lines => lines.Contains("< HTTP/1.1 426 Upgrade Required"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_transcript_goes_as_the_page_says(int number)
    {
        await using var server = await stack.StartAsync();
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        var lines = Transcripts()[number];
        var request = string.Concat(lines.Where(line => line[0] == '>').Select(line => line[1..].TrimStart() + "\r\n"));

        var reply = await connection.RequestAsync(request);
        var pending = new Queue<string>();
        foreach (var line in lines.Where(line => line[0] != '>'))
        {
            await PlayAsync(connection, reply, line, pending);
        }
    }

    [Fact]
    public async Task The_script_beside_the_page_replays_it_too()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "There is no Python on this machine.");
        await using var server = await stack.StartAsync();

        var start = new ProcessStartInfo("/usr/bin/python3") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(SourceTree.Root, "eng", "replay.py"), $"127.0.0.1:{server.Address.Port}", stack.LocalPath])
        {
            start.ArgumentList.Add(argument);
        }

        using var script = Process.Start(start)!; // A new process is always started.
        var said = await script.StandardOutput.ReadToEndAsync(Token) + await script.StandardError.ReadToEndAsync(Token);
        await script.WaitForExitAsync(Token);

        Assert.True(script.ExitCode == 0, said);
        Assert.EndsWith($"{Transcripts().Count} transcripts are as the page says\n", said);
    }

    private async Task PlayAsync(RawConnection connection, RawHttpReply reply, string line, Queue<string> pending)
    {
        var (who, rest) = (line[0], line[2..]);
        switch (who)
        {
            case '<' when rest.StartsWith("HTTP/1.1 ", StringComparison.Ordinal):
                Assert.Equal(int.Parse(rest.Split(' ')[1]), reply.Status);
                break;
            case '<':
                Assert.Equal(rest.Split(": ", 2)[1], reply.Headers[rest.Split(": ", 2)[0]]);
                break;
            case 'C':
                await SendAsync(connection, rest.Split(' ', 2)[0], rest.Split(' ', 2)[1]);
                break;
            case 'S' when rest == "text …":
                Assert.StartsWith("text ", pending.Count > 0 ? pending.Dequeue() : await ReadAsync(connection));
                string next;
                while ((next = await ReadAsync(connection)).StartsWith("text ", StringComparison.Ordinal))
                {
                    // The answer itself is not the protocol's.
                }

                pending.Enqueue(next);
                break;
            default:
                Assert.Equal(rest, pending.Count > 0 ? pending.Dequeue() : await ReadAsync(connection));
                break;
        }
    }

    private Task SendAsync(RawConnection connection, string what, string text) => what switch
    {
        "text" => connection.SendTextAsync(text.Replace("REPOSITORY", stack.LocalPath, StringComparison.Ordinal)),
        "ping" => connection.SendFrameAsync(RawFrame.Ping, Encoding.UTF8.GetBytes(text)),
        _ => connection.SendBytesAsync(RawFrame.CloseWith(int.Parse(text))),
    };

    private static async Task<string> ReadAsync(RawConnection connection) => await connection.ReadFrameAsync() switch
    {
        null => "end",
        { Opcode: RawFrame.Close } close => $"close {close.CloseCode} {close.CloseReason}".TrimEnd(),
        { Opcode: RawFrame.Pong } pong => $"pong {pong.AsText}",
        var frame => $"text {frame.AsText}",
    };

    private static IReadOnlyList<IReadOnlyList<string>> Transcripts() =>
        [.. Blocks().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "wire-protocol.md")))
            .Select(match => match.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex(
        "^```transcript\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blocks();
}
