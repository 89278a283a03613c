using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Caching;

/// <summary>Every key in Redis: prefix, version of the value's form, purpose, and a hash where names would say too much.</summary>
internal static class RedisKeys
{
    private const string Prefix = "deepwiki:2:";

    /// <summary>Metadata of a repository under one series; expires after a minute.</summary>
    public static string Metadata(string identity) => $"{Prefix}metadata:{Hash(identity)}";

    /// <summary>The head that a caller's token was able to see; expires after a minute.</summary>
    public static string Head(string identity, string proof) => $"{Prefix}head:{Hash(identity)}:{proof}";

    /// <summary>A sealed token on its way to the worker; expires after ten minutes and is read once.</summary>
    public static string HandOver(long jobId) => $"{Prefix}hand-over:{jobId}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
