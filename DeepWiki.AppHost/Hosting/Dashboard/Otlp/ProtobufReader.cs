using System.Buffers.Binary;

namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>
/// Reads the fields of one protocol buffers message from memory. Any input yields a value or an <see cref="InvalidDataException"/>.
/// A copy of a reader reads on from the same place by itself.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, int depth = 0)
{
    private const int MaxDepth = 16;
    private const ulong MaxField = (1 << 29) - 1;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Length = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> rest = message;
    private int wireType;

    /// <summary>The number of the field that is next to be read or skipped.</summary>
    public int Field { get; private set; }

    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        var key = TakeVarint();
        wireType = (int)(key & 7);
        Field = key >> 3 is > 0 and <= MaxField ? (int)(key >> 3) : throw new InvalidDataException("A field has no valid number.");
        return true;
    }

    /// <summary>Moves to the next field with this number and skips what stands before it.</summary>
    public bool Next(int field)
    {
        while (Next())
        {
            if (Field == field)
            {
                return true;
            }

            Skip();
        }

        return false;
    }

    public ulong ReadVarint()
    {
        Expect(Varint);
        return TakeVarint();
    }

    public ulong ReadFixed64()
    {
        Expect(Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(Length);
        return Take(TakeVarint());
    }

    /// <summary>Whether messages may stand in one another, so many deep, in the next field.</summary>
    public readonly bool MayNest(int levels) => depth + levels <= MaxDepth;

    public ProtobufReader ReadMessage() =>
        MayNest(1) ? new ProtobufReader(ReadBytes(), depth + 1) : throw new InvalidDataException($"Messages are nested more than {MaxDepth} deep.");

    /// <summary>Reads one number, or several in one field: writers may pack a repeated number or not.</summary>
    public void ReadPacked(List<ulong> numbers, int limit)
    {
        var packed = wireType == Length ? ReadBytes() : Take(wireType == Fixed64 ? (ulong)sizeof(ulong) : throw WrongType());
        if (packed.Length % sizeof(ulong) != 0 || numbers.Count + packed.Length / sizeof(ulong) > limit)
        {
            throw new InvalidDataException($"Field {Field} holds more than {limit} numbers, or a part of one.");
        }

        for (; !packed.IsEmpty; packed = packed[sizeof(ulong)..])
        {
            numbers.Add(BinaryPrimitives.ReadUInt64LittleEndian(packed));
        }
    }

    public void Skip() => _ = wireType switch
    {
        Varint => TakeVarint(),
        Fixed64 => (ulong)Take(sizeof(ulong)).Length,
        Length => (ulong)Take(TakeVarint()).Length,
        Fixed32 => (ulong)Take(sizeof(uint)).Length,
        // Groups, which OTLP never had, and what is no wire type at all.
        _ => throw WrongType(),
    };

    private ulong TakeVarint()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("A number does not end.");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw new InvalidDataException("A value is longer than what holds it.");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private readonly void Expect(int expected)
    {
        if (wireType != expected)
        {
            throw WrongType();
        }
    }

    private readonly InvalidDataException WrongType() => new($"Field {Field} has the wrong wire type {wireType}.");
}
