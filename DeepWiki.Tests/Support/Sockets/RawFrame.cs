using System.Buffers.Binary;
using System.Text;

namespace DeepWiki.Tests.Support.Sockets;

/// <summary>One WebSocket frame as it came over the wire.</summary>
internal sealed record RawFrame(int Opcode, bool Final, byte[] Payload)
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    public string AsText => Encoding.UTF8.GetString(Payload);

    /// <summary>Code of a close frame; 1005 when it has none.</summary>
    public int CloseCode => Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload) : 1005;

    public string CloseReason => Payload.Length > 2 ? Encoding.UTF8.GetString(Payload.AsSpan(2)) : "";

    /// <summary>Bytes of a frame a client sends, with whatever is wrong with it.</summary>
    public static byte[] Encode(int opcode, ReadOnlySpan<byte> payload, bool final = true, bool mask = true, int reserved = 0)
    {
        var bytes = new List<byte> { (byte)((final ? 0x80 : 0) | (reserved << 4) | opcode) };
        var flag = (byte)(mask ? 0x80 : 0);
        switch (payload.Length)
        {
            case < 126:
                bytes.Add((byte)(flag | payload.Length));
                break;
            case <= ushort.MaxValue:
                bytes.Add((byte)(flag | 126));
                bytes.AddRange([(byte)(payload.Length >> 8), (byte)payload.Length]);
                break;
            default:
                bytes.Add((byte)(flag | 127));
                var length = new byte[8];
                BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
                bytes.AddRange(length);
                break;
        }

        byte[] key = mask ? [0x12, 0x34, 0x56, 0x78] : [0, 0, 0, 0];
        if (mask)
        {
            bytes.AddRange(key);
        }

        for (var i = 0; i < payload.Length; i++)
        {
            bytes.Add((byte)(payload[i] ^ key[i % 4]));
        }

        return [.. bytes];
    }

    /// <summary>The code of the close frame among the frames after the head of an HTTP answer; 0 for none so far.</summary>
    public static int FindCloseCode(ReadOnlySpan<byte> answer)
    {
        var at = answer.IndexOf("\r\n\r\n"u8) + 4;
        while (at >= 4 && at + 4 <= answer.Length)
        {
            var length = answer[at + 1] & 0x7F;
            var (start, count) = length == 126 ? (at + 4, BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 2)..])) : (at + 2, (ushort)length);
            if ((answer[at] & 0x0F) == Close)
            {
                return count >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(answer[start..]) : 1005;
            }

            at = start + count;
        }

        return 0;
    }

    public static byte[] CloseWith(int code, string reason = "") => Encode(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);
}
