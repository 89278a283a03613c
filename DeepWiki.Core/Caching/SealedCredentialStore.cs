using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Seals a caller's token while it waits in Redis for the worker that fetches: with AES-GCM, bound to its job, for minutes, and taken once. The key
/// of the seal comes from PostgreSQL, so neither store alone gives the token away.
/// </summary>
public sealed class SealedCredentialStore(RedisStore redis)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(10);

    /// <summary>Seals the token, which then waits for the worker of the job.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when Redis cannot take it: no other store may hold a token.</exception>
    public async Task LeaveAsync(long jobId, Secret token, byte[] key, CancellationToken cancellationToken)
    {
        if (!await redis.SetNeededAsync(RedisKeys.HandOver(jobId), Seal(jobId, token, key), Expiry, cancellationToken))
        {
            throw Away();
        }
    }

    /// <summary>Takes the token, which then is gone; null when it expired, was taken before, or does not belong to this job.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when Redis does not answer: the token may still be there.</exception>
    public async Task<Secret?> TakeAsync(long jobId, byte[] key, CancellationToken cancellationToken) =>
        await redis.TakeAsync(RedisKeys.HandOver(jobId), cancellationToken) switch
        {
            (false, _) => throw Away(),
            (_, { } sealedToken) => Open(jobId, sealedToken, key),
            _ => null,
        };

    internal static string Seal(long jobId, Secret token, byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(token.Reveal());
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, AssociatedData(jobId));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    internal static Secret? Open(long jobId, string text, byte[] key)
    {
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        try
        {
            var bytes = Convert.FromBase64String(text);
            if (bytes.Length <= nonceLength + tagLength)
            {
                return null;
            }

            var plain = new byte[bytes.Length - nonceLength - tagLength];
            using var aes = new AesGcm(key, tagLength);
            aes.Decrypt(
                bytes.AsSpan(0, nonceLength), bytes.AsSpan(nonceLength + tagLength), bytes.AsSpan(nonceLength, tagLength), plain, AssociatedData(jobId));
            return Secret.FromOptional(Encoding.UTF8.GetString(plain));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Not ours, or of another job: as if it were not there.
            return null;
        }
    }

    private static DeepWikiException Away() =>
        new(ErrorCode.Busy, "The token cannot be handed over right now.") { RetryAfter = TimeSpan.FromSeconds(10) };

    private static byte[] AssociatedData(long jobId)
    {
        var data = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(data, jobId);
        return data;
    }
}
