using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>The saved wikis there are for a caller.</summary>
internal sealed class SavedWikiService(
    SavedWikiStore store, VisibilityRevalidator stale, EncryptionKeyStore keys, TenancyPolicy tenancy, IOptions<WikiLimits> limits)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Forbidden"/> where nobody could read it, or the caller keeps as much as is allowed.</exception>
    public async Task SaveAsync(SavedWiki wiki, string? caller, CancellationToken cancellationToken)
    {
        var reader = await ReaderOfAsync(caller, cancellationToken);
        if (reader is { SeesAll: false, Caller: null } && !await store.IsPublicAsync(wiki.Place, cancellationToken))
        {
            throw new DeepWikiException(
                ErrorCode.Forbidden,
                "Nobody could read this wiki again: its repository was not seen to be public, and without an API key it is nobody's. Send a key, or set "
                    + "Security:Tenancy to single.");
        }

        var (most, maxBytes) = (limits.Value.MaxSaved, limits.Value.MaxSavedBytes);
        if (!await store.SaveAsync(wiki, reader.Caller, most, maxBytes, cancellationToken))
        {
            throw new DeepWikiException(
                ErrorCode.Forbidden,
                $"This caller keeps as much as is allowed: {most} wikis, or {maxBytes} bytes. Delete one, or raise Wikis:MaxSaved or Wikis:MaxSavedBytes.");
        }
    }

    public async Task<byte[]?> FindAsync(WikiKey key, string? host, string? caller, Action<long> reserve, CancellationToken cancellationToken)
    {
        var reader = await ReaderOfAsync(caller, cancellationToken);
        if (await store.FindAsync(key, host, reader, reserve, cancellationToken) is { } found)
        {
            return found;
        }

        await stale.RenewAsync(key, host, cancellationToken);
        return await store.FindAsync(key, host, reader, reserve, cancellationToken);
    }

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
