using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Postgres;

namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>Edit keys of conversations. They follow from the id and the key of the service, so any replica can tell one and none is stored.</summary>
internal sealed class ConversationKeys(EncryptionKeyStore keys)
{
    /// <summary>Carries the edit key where there is no body: addresses end up in logs.</summary>
    public const string Header = "DeepWiki-Key";

    private const string Prefix = "ek_";
    private const int Bytes = 16;

    /// <summary>The key of a conversation.</summary>
    public async Task<string> CreateAsync(string conversation, CancellationToken cancellationToken)
    {
        var hash = HMACSHA256.HashData(await keys.ReadAsync(cancellationToken), Encoding.UTF8.GetBytes($"conversation {conversation}"));
        return Prefix + Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
    }

    /// <summary>True for the key of the conversation; compared in the same time whatever it is.</summary>
    public async Task<bool> IsRightAsync(string conversation, string? key, CancellationToken cancellationToken)
    {
        var right = await CreateAsync(conversation, cancellationToken);
        return key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(right));
    }
}
