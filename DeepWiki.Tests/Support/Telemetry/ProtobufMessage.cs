using Google.Protobuf;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>The fields of one protocol buffers message by their numbers, for readers without generated code.</summary>
internal sealed class ProtobufMessage
{
    private const int NanosecondsPerTick = 100;

    private readonly List<(int Field, ulong Number, ByteString Bytes)> fields = [];

    private ProtobufMessage()
    {
    }

    /// <exception cref="InvalidProtocolBufferException">It is cut off, or has a wire type that OTLP does not use.</exception>
    public static ProtobufMessage Parse(ByteString bytes)
    {
        var message = new ProtobufMessage();
        var input = bytes.CreateCodedInput();
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint:
                    message.fields.Add((field, input.ReadUInt64(), ByteString.Empty));
                    break;
                case WireFormat.WireType.Fixed64:
                    message.fields.Add((field, input.ReadFixed64(), ByteString.Empty));
                    break;
                case WireFormat.WireType.Fixed32:
                    message.fields.Add((field, input.ReadFixed32(), ByteString.Empty));
                    break;
                default:
                    // Of a group, this fails.
                    message.fields.Add((field, 0, input.ReadBytes()));
                    break;
            }
        }

        return message;
    }

    public bool Has(int field) => fields.Exists(item => item.Field == field);

    /// <summary>0 when the field is missing, as protocol buffers have it.</summary>
    public ulong Number(int field) => fields.FindLast(item => item.Field == field).Number;

    /// <summary>Empty when the field is missing.</summary>
    public string Text(int field) => Bytes(field).ToStringUtf8();

    /// <summary>Lower-case hexadecimal; empty when the field is missing.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>Reads nanoseconds since 1970, to a hundred of which .NET is exact.</summary>
    public DateTimeOffset Time(int field) => DateTimeOffset.UnixEpoch.AddTicks((long)(Number(field) / NanosecondsPerTick));

    /// <summary>A message without fields when the field is missing.</summary>
    public ProtobufMessage Message(int field) => Parse(Bytes(field));

    public IEnumerable<ProtobufMessage> Messages(int field) => fields.Where(item => item.Field == field).Select(item => Parse(item.Bytes));

    private ByteString Bytes(int field) => fields.FindLast(item => item.Field == field).Bytes ?? ByteString.Empty;
}
