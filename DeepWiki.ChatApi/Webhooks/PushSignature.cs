using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Judges deliveries by their signature, in constant time and before a byte of them is parsed.</summary>
internal static class PushSignature
{
    // Sources: docs.github.com "Validating webhook deliveries", docs.gitlab.com "Webhooks", support.atlassian.com "Manage webhooks".
    private static readonly string[] Signatures = ["X-Hub-Signature-256", "X-DeepWiki-Signature", "X-Hub-Signature"];

    public static bool IsValid(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret)
    {
        foreach (var name in Signatures)
        {
            // GitHub sends an older one beside it, which does not count.
            if (headers[name] is [{ Length: > 0 } signature])
            {
                var right = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
                return AreEqual(signature, right);
            }
        }

        return headers["X-Gitlab-Token"] is [{ Length: > 0 } token] && AreEqual(token, secret);
    }

    // Of hashes the length tells nothing.
    private static bool AreEqual(string given, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
