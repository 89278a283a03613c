using System.Text;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.ChatApi.Chat.Load;

/// <summary>A few frames of a client that may be anybody: whole, broken, too many, too large, or no frames at all.</summary>
internal sealed class FrameSequence(Random random, string question)
{
    private static readonly byte[] Nested = Encoding.ASCII.GetBytes("{\"messages\":" + new string('[', 100_000));
    // Not 1011: whoever sends it gets it back, and from the server it would be a fault.
    private static readonly int[] Codes = [0, 999, 1000, 1001, 1002, 1004, 1005, 1006, 1007, 1014, 1015, 2999, 3000, 4999, 5000, 65535];

    private readonly List<byte> bytes = [];

    /// <summary>The bytes of one to five moves.</summary>
    public byte[] Next()
    {
        bytes.Clear();
        for (var moves = random.Next(1, 6); moves > 0; moves--)
        {
            Move();
        }

        return [.. bytes];
    }

    private void Move()
    {
        switch (random.Next(16))
        {
            case 0:
                Add(RawFrame.Text, Encoding.UTF8.GetBytes(random.Next(4) == 0 ? question : DuplicateKeys()));
                break;
            case 1:
                Fragments(Encoding.UTF8.GetBytes(question));
                break;
            case 2:
                Fragments(Noise(40));
                break;
            case 3:
                Add(RawFrame.Text, Noise(200));
                break;
            case 4:
                Fragments([0xF0, 0x9F, 0x98, 0x80, 0xE2, 0x82, .. Noise(2)]);
                break;
            case 5:
                Add(random.Next(16), Noise(130), random.Next(2) == 0, random.Next(8) != 0, random.Next(3) == 0 ? random.Next(8) : 0);
                break;
            case 6:
                PingFlood();
                break;
            case 7:
                Add(RawFrame.Close, CloseBody());
                break;
            case 8:
                Lie();
                break;
            case 9:
                Add(RawFrame.Text, random.Next(8) == 0 ? Nested : Encoding.UTF8.GetBytes(new string('[', 65)));
                break;
            case 10:
                Add(RawFrame.Text, new byte[random.Next(16) == 0 ? 80_000 : 100]);
                break;
            case 11:
                EmptyFragments();
                break;
            case 12:
                bytes.AddRange(Noise(60));
                break;
            case 13:
                Add(RawFrame.Binary, Noise(60));
                break;
            case 14:
                Add(RawFrame.Pong, Noise(120));
                break;
            default:
                Add(RawFrame.Text, Encoding.UTF8.GetBytes("{}"));
                break;
        }
    }

    private void Add(int opcode, byte[] payload, bool final = true, bool mask = true, int reserved = 0) =>
        bytes.AddRange(RawFrame.Encode(opcode, payload, final, mask, reserved));

    private void Fragments(byte[] message)
    {
        var opcode = RawFrame.Text;
        for (var sent = 0; sent < message.Length;)
        {
            var count = Math.Min(random.Next(1, 60), message.Length - sent);
            Add(opcode, message[sent..(sent + count)], final: sent + count == message.Length && random.Next(6) != 0);
            (opcode, sent) = (RawFrame.Continuation, sent + count);
            if (random.Next(5) == 0)
            {
                Add(RawFrame.Ping, Noise(20));
            }
        }
    }

    private void EmptyFragments()
    {
        Add(RawFrame.Text, [], final: false);
        for (var count = random.Next(300); count > 0; count--)
        {
            Add(RawFrame.Continuation, [], final: false);
        }
    }

    private void PingFlood()
    {
        for (var count = random.Next(200); count > 0; count--)
        {
            Add(RawFrame.Ping, Noise(8));
        }
    }

    /// <summary>A frame that announces more than comes, up to what no machine has.</summary>
    private void Lie()
    {
        var length = random.Next(3) switch
        {
            0 => random.NextInt64(100_000),
            1 => random.NextInt64(long.MaxValue),
            _ => -random.NextInt64(long.MaxValue),
        };
        bytes.AddRange([0x81, 0xFF, .. BitConverter.GetBytes(length).Reverse(), 1, 2, 3, 4, .. Noise(30)]);
    }

    private byte[] CloseBody()
    {
        var code = Codes[random.Next(Codes.Length)];
        return random.Next(4) switch
        {
            0 => [],
            1 => Noise(3),
            _ => [(byte)(code >> 8), (byte)code, .. Noise(10)],
        };
    }

    private byte[] Noise(int most)
    {
        var noise = new byte[random.Next(most + 1)];
        random.NextBytes(noise);
        return noise;
    }

    private static string DuplicateKeys() => """{"repo_url":"a","repo_url":"https://user:x@github.com/a/b","messages":[],"messages":[{"role":"user","role":"u"""
        + """ser","content":"x"}]}""";
}
