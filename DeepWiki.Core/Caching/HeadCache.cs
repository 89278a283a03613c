using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Remembers for a minute which head commit a caller could see, so that not every question asks the Git host. The caller's token is part
/// of the key as a keyed hash: another token, or none, is another question.
/// </summary>
public sealed class HeadCache(RedisStore redis)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    public Task<string?> FindAsync(string identity, Secret? token, byte[] key, CancellationToken cancellationToken) =>
        redis.GetAsync(RedisKeys.Head(identity, Proof(token, key)), cancellationToken);

    public Task RememberAsync(string identity, Secret? token, byte[] key, string commit, CancellationToken cancellationToken) =>
        redis.SetAsync(RedisKeys.Head(identity, Proof(token, key)), commit, Expiry, cancellationToken);

    private static string Proof(Secret? token, byte[] key) =>
        token is null ? "anonymous" : Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(token.Reveal())));
}
