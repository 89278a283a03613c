using System.Buffers.Binary;
using System.Text;

namespace DeepWiki.Tests.Fakes.Telemetry;

/// <summary>Writes the fields of one protocol buffers message, in any order and any wrongness.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public ProtobufWriter Raw(params byte[] raw)
    {
        bytes.AddRange(raw);
        return this;
    }

    public ProtobufWriter Varint(int field, ulong value) => Key(field, 0).Number(value);

    public ProtobufWriter Fixed64(int field, ulong value)
    {
        var buffer = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        return Key(field, 1).Raw(buffer);
    }

    public ProtobufWriter Fixed32(int field) => Key(field, 5).Raw(1, 2, 3, 4);

    public ProtobufWriter Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public ProtobufWriter Bytes(int field, params byte[] value) => Key(field, 2).Number((ulong)value.Length).Raw(value);

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    public ProtobufWriter Key(int field, uint wireType) => Number(((uint)field << 3) | wireType);

    private ProtobufWriter Number(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return this;
    }
}
