using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Git.Objects;

/// <summary>The name of a Git object: 20 bytes of SHA-1 or 32 of SHA-256.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>
{
    private readonly Bytes bytes;
    private readonly byte length;

    private ObjectId(ReadOnlySpan<byte> value)
    {
        value.CopyTo(bytes);
        length = (byte)value.Length;
    }

    /// <summary>Number of bytes: 20, 32, or 0 for the default value.</summary>
    public int Length => length;

    public ObjectFormat Format => length == 32 ? ObjectFormat.Sha256 : ObjectFormat.Sha1;

    /// <summary>True when it names nothing: all zeros, as in an addition or deletion.</summary>
    public bool IsZero => Span.IndexOfAnyExcept((byte)0) < 0;

    [UnscopedRef]
    private ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)bytes)[..length];

    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    /// <summary>Makes an id from its 20 or 32 bytes.</summary>
    public static ObjectId FromBytes(ReadOnlySpan<byte> value) => value.Length is 20 or 32
        ? new ObjectId(value)
        : throw new ArgumentException("An object id has 20 or 32 bytes.", nameof(value));

    public static ObjectId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("An object id has 40 or 64 hexadecimal digits.");

    public static bool TryParse(ReadOnlySpan<char> text, out ObjectId id)
    {
        Span<byte> value = stackalloc byte[32];
        var isId = text.Length is 40 or 64 && Convert.FromHexString(text, value, out _, out _) == System.Buffers.OperationStatus.Done;
        id = isId ? new ObjectId(value[..(text.Length / 2)]) : default;

        return isId;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out ObjectId id)
    {
        Span<char> characters = stackalloc char[64];
        if (text.Length > 64 || !Ascii.IsValid(text))
        {
            id = default;

            return false;
        }

        return TryParse(characters[..Encoding.ASCII.GetChars(text, characters)], out id);
    }

    /// <summary>The id Git would give a blob with this content.</summary>
    public static ObjectId ForBlob(ReadOnlySpan<byte> content, ObjectFormat format)
    {
#pragma warning disable CA5350 // Git's own name for the content; nothing is protected by it.
        using var hash = IncrementalHash.CreateHash(format == ObjectFormat.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);

        return new ObjectId(hash.GetHashAndReset());
    }

    public byte[] ToArray() => Span.ToArray();

    public bool Equals(ObjectId other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    public override int GetHashCode() => length == 0 ? 0 : BitConverter.ToInt32(Span);

    /// <summary>Lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    [InlineArray(32)]
    private struct Bytes
    {
        private byte first;
    }
}
