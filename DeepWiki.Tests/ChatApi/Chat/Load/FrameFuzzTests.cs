using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat.Load;

/// <summary>
/// Whatever frames come, each connection ends with a code of the table, nothing fails inside, nothing is left behind, and the server goes
/// on answering.
/// </summary>
[Trait("Category", "Integration")]
[Collection(LoadCollection.Name)]
public sealed class FrameFuzzTests(LoadStack load)
{
    private const int Sequences = 10_000;
    private const int Clients = 48;

    // How long a client waits for an answer that may never come; what it sent is judged either way.
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(150);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 900_000)]
    public async Task Ten_thousand_random_sequences_of_frames_harm_nothing()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"Frames of seed {seed}");
        await using var server = await load.Stack.StartAsync(("Chat:MaxMessageBytes", "65536"), ("Chat:CloseTimeout", "00:00:00.2"));
        var question = (load.Stack.Local() with { Provider = "local" }).ToJson();
        using var open = new OpenConnections(server.Program.Services);

        var ends = await RunAsync(server, question, seed, Sequences);

        var token = TestContext.Current.CancellationToken;
        while (open.Connections + open.Requests > 0)
        {
            await Task.Delay(20, token);
        }

        var codes = string.Join(' ', ends.CountBy(code => code).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{pair.Value}"));
        Assert.True(ends.All(IsOurs), $"Seed {seed}: {codes}");
        Assert.True(
            ends.Count(code => code == 1002) > 100 && ends.Count(code => code == 1007) > 100 && ends.Count(code => code == 1003) > 100,
            $"Seed {seed}: {codes}");
        Assert.Equal($"Seed {seed}: ", $"Seed {seed}: {string.Join('\n', server.Log.Errors)}");
        Assert.Equal(1000, (await server.AskAsync(question)).Code);
    }

    private static async Task<List<int>> RunAsync(ChatServer server, string question, int seed, int count)
    {
        var left = count;
        var clients = Enumerable.Range(0, Clients).Select(async client =>
        {
            var random = new Random((seed * 100) + client);
            var frames = new FrameSequence(random, question);
            var codes = new List<int>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                codes.Add(await MeetAsync(server, frames.Next(), random));
            }

            return codes;
        });
        return [.. (await Task.WhenAll(clients)).SelectMany(codes => codes)];
    }

    /// <summary>
    /// Sends the handshake and all frames in one go, and reads to the end. A client that is never answered leaves, as one would that waits for
    /// the rest of a frame it never sent. The close code; 0 for none.
    /// </summary>
    private static async Task<int> MeetAsync(ChatServer server, byte[] frames, Random random)
    {
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        await connection.TrySendAsync([.. Encoding.ASCII.GetBytes(RawConnection.UpgradeRequest(server.Address, "/ws/chat")), .. frames]);
        if (random.Next(20) == 0)
        {
            connection.Reset();
            return 0;
        }

        var reading = connection.ReadCloseCodeAsync();
        if (await Task.WhenAny(reading, Task.Delay(Wait, Token)) != reading)
        {
            connection.HalfClose();
        }

        return await reading;
    }

    // None when the client was gone first; its own code when it closed; else one of the table.
    private static bool IsOurs(int code) => code is 0 or 1000 or 1001 or 1002 or 1003 or 1005 or 1007 or 1008 or 1009 or 1014 or (>= 3000 and < 5000);
}
