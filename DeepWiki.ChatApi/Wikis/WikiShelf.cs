using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Wiki;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>The saved wikis there are for a caller.</summary>
internal sealed class WikiShelf(SavedWikiStore store, SealingKeyStore keys, TenancyPolicy tenancy)
{
    public async Task SaveAsync(SavedWiki wiki, string? caller, CancellationToken cancellationToken) =>
        await store.SaveAsync(wiki, (await ReaderOfAsync(caller, cancellationToken)).Caller, cancellationToken);

    public async Task<byte[]?> FindAsync(WikiKey key, string? host, string? caller, Action<long> reserve, CancellationToken cancellationToken) =>
        await store.FindAsync(key, host, await ReaderOfAsync(caller, cancellationToken), reserve, cancellationToken);

    public async Task<bool> DeleteAsync(WikiKey key, string? host, string? caller, CancellationToken cancellationToken) =>
        await store.DeleteAsync(key, host, await ReaderOfAsync(caller, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<WikiEntry>> ListAsync(string? caller, CancellationToken cancellationToken) =>
        await store.ListAsync(await ReaderOfAsync(caller, cancellationToken), cancellationToken);

    // Rows do not say who saved them.
    private async Task<WikiReader> ReaderOfAsync(string? caller, CancellationToken cancellationToken) =>
        tenancy.IsSingle ? new WikiReader(SeesAll: true, null)
        : caller is null ? new WikiReader(SeesAll: false, null)
        : new WikiReader(SeesAll: false, HMACSHA256.HashData(await keys.ReadAsync(cancellationToken), Encoding.UTF8.GetBytes($"wiki {caller}")));
}
