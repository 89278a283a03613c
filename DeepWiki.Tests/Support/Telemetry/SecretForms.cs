using System.Text;
using System.Text.Json;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>The spellings in which a secret can leak.</summary>
internal static class SecretForms
{
    /// <summary>
    /// As it is, percent-encoded, escaped for JSON, as digits, backwards, in two bytes a character, and in Base64 wherever in the encoded text
    /// it begins, of both alphabets.
    /// </summary>
    public static IReadOnlyList<string> From(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        JsonSerializer.Serialize(secret)[1..^1],
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
        new([.. secret.Reverse()]),
        string.Concat(secret.Select(c => $"{c}\0")),
        .. Base64(secret),
        .. Base64(secret).Select(text => text.Replace('+', '-').Replace('/', '_')),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + secret)),
    ];

    private static IEnumerable<string> Base64(string secret) =>
        Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + secret))[4..^4]);
}
