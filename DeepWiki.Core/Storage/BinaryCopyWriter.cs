using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DeepWiki.Core.Chunks;
using Npgsql;

namespace DeepWiki.Core.Storage;

/// <summary>
/// Rows in the binary form of PostgreSQL's COPY. Npgsql's own importer knows neither <c>halfvec</c> nor <c>sparsevec</c>, and this
/// is also the fastest way in. One instance holds one batch.
/// Source: PostgreSQL, COPY, "Binary Format"; the vector forms are those of pgvector's receive functions.
/// </summary>
internal sealed class BinaryCopyWriter
{
    private static readonly byte[] Header = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

    public BinaryCopyWriter() => buffer.Write(Header);

    public int Rows { get; private set; }

    public void StartRow(short columns)
    {
        Rows++;
        WriteInt16(columns);
    }

    public void Null() => WriteInt32(-1);

    public void Int16(short value)
    {
        WriteInt32(sizeof(short));
        WriteInt16(value);
    }

    public void Int32(int value)
    {
        WriteInt32(sizeof(int));
        WriteInt32(value);
    }

    public void Int64(long value)
    {
        WriteInt32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        WriteInt32(value.Length);
        buffer.Write(value);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteInt32(length);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    /// <summary>halfvec: int16 dimensions, int16 zero, then the values as half-precision floats.</summary>
    public void HalfVector(ReadOnlySpan<float> values)
    {
        WriteInt32(4 + (values.Length * 2));
        WriteInt16((short)values.Length);
        WriteInt16(0);
        var span = buffer.GetSpan(values.Length * 2);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteHalfBigEndian(span[(i * 2)..], (Half)values[i]);
        }

        buffer.Advance(values.Length * 2);
    }

    /// <summary>sparsevec: int32 dimensions, int32 count, int32 zero, ascending int32 slots counted from 0, then the values as float4.</summary>
    public void SparseVector(SparseTerms terms)
    {
        WriteInt32(12 + (terms.Slots.Length * 8));
        WriteInt32(SparseTerms.Dimensions);
        WriteInt32(terms.Slots.Length);
        WriteInt32(0);
        foreach (var slot in terms.Slots)
        {
            WriteInt32(slot);
        }

        foreach (var value in terms.Values)
        {
            BinaryPrimitives.WriteSingleBigEndian(buffer.GetSpan(sizeof(float)), value);
            buffer.Advance(sizeof(float));
        }
    }

    /// <summary>Sends the rows to a table, such as <c>lexical (series_id, terms)</c>; nothing when there are none.</summary>
    public async Task CopyAsync(NpgsqlConnection connection, string target, CancellationToken cancellationToken)
    {
        if (Rows > 0)
        {
            await using var stream = await connection.BeginRawBinaryCopyAsync($"copy {target} from stdin (format binary)", cancellationToken);
            await stream.WriteAsync(Finish(), cancellationToken);
        }
    }

    /// <summary>Ends the stream and gives all of it.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        WriteInt16(-1);
        return buffer.WrittenMemory;
    }

    private void WriteInt16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }

    private void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }
}
