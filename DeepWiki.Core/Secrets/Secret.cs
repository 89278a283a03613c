using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace DeepWiki.Core.Secrets;

/// <summary>
/// A token or key. Printing, interpolating or serialising it gives <c>***</c>; its value leaves only through <see cref="Reveal"/>,
/// whose callers an architecture test lists. Equality takes constant time.
/// </summary>
[JsonConverter(typeof(RefusingSecretConverter))]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string value;

    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    /// <summary>The value itself. Only for code that hands it to the one party it was given for.</summary>
    public string Reveal() => value;

    public static Secret? FromOptional(string? value) => string.IsNullOrEmpty(value) ? null : new Secret(value);

    public bool Equals(Secret? other) => other is not null && CryptographicOperations.FixedTimeEquals(Hash(value), Hash(other.value));

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => 0; // One bucket: a hash of the value would be a hint at it.

    public override string ToString() => "***";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
