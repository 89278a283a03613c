using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>The keys of this service. Only hashes of them are kept here, and each comparison takes the same time.</summary>
internal sealed class ApiKeys
{
    private const string Scheme = "Bearer ";

    private readonly IReadOnlyList<(byte[] Hash, string Id)> keys;

    public ApiKeys(IOptions<SecurityOptions> options) => keys = [.. options.Value.ApiKeys.Select(key => (HashOf(key), IdOf(key)))];

    public bool Any => keys.Count > 0;

    /// <summary>
    /// A stable id of the key that a request brings as <c>Authorization: Bearer KEY</c>, or a socket of a browser as a subprotocol; null for none, or one
    /// that is not ours.
    /// </summary>
    public string? Find(HttpRequest request)
    {
        var given = request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : SubprotocolKey.Find(request);
        if (given is null)
        {
            return null;
        }

        // All are compared, so that time tells nothing of which was near.
        var hash = HashOf(given);
        string? found = null;
        foreach (var (known, id) in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(known, hash) ? id : found;
        }

        return found;
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    // Not the hash that is compared: the id may be stored.
    private static string IdOf(string key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "caller"u8).AsSpan(0, 16));
}
