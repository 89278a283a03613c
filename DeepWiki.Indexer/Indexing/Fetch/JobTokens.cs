using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Indexer.Indexing.Fetch;

/// <summary>Takes the token that a caller left for a job.</summary>
internal sealed class JobTokens(SealedCredentialStore handOver, EncryptionKeyStore keys, TimeProvider time)
{
    // The token is left just after the job is queued, so an eager worker may be there first.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private const int Attempts = 50;

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.RepositoryAccessDenied"/> when there is no token, <see cref="ErrorCode.Busy"/> when Redis does not answer.
    /// </exception>
    public async Task<Secret> TakeAsync(long jobId, CancellationToken cancellationToken)
    {
        var key = await keys.ReadAsync(cancellationToken);
        for (var i = 0; i < Attempts; i++)
        {
            if (await handOver.TakeAsync(jobId, key, cancellationToken) is { } token)
            {
                return token;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        throw new DeepWikiException(ErrorCode.RepositoryAccessDenied, "The token is no longer at hand. Ask again with the token.");
    }
}
