using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Secrets;

/// <summary>Text that a store keeps sealed with AES-GCM, bound to its purpose: it opens for no other.</summary>
public static class SealedText
{
    /// <param name="text">Text to seal.</param>
    /// <param name="purpose">Purpose, such as the id of its row.</param>
    /// <param name="key">Key of 32 bytes.</param>
    public static byte[] Seal(string text, string purpose, byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(text);
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(plain);
        return [.. nonce, .. tag, .. cipher];
    }

    /// <summary>The text; null when it was sealed with another key or for another purpose.</summary>
    public static string? Open(byte[] bytes, string purpose, byte[] key)
    {
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (bytes.Length < nonceLength + tagLength)
        {
            return null;
        }

        try
        {
            var plain = new byte[bytes.Length - nonceLength - tagLength];
            using var aes = new AesGcm(key, tagLength);
            aes.Decrypt(
                bytes.AsSpan(0, nonceLength), bytes.AsSpan(nonceLength + tagLength), bytes.AsSpan(nonceLength, tagLength), plain,
                Encoding.UTF8.GetBytes(purpose));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
