using System.Security.Cryptography;
using System.Text.Json;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>A job of a wiki as it is queued.</summary>
/// <param name="Kind">Any kind but an index job.</param>
/// <param name="RepositoryId">Repository the wiki is about.</param>
/// <param name="Settings">Settings of the index that is read.</param>
/// <param name="Request">The order to carry out.</param>
public sealed record WikiJob(JobKind Kind, int RepositoryId, IndexJobSettings Settings, WikiJobRequest Request)
{
    /// <summary>True when it writes whatever the wiki needs, so that a second request joins it.</summary>
    internal bool IsOfWhole => Kind is JobKind.Wiki or JobKind.Refresh;

    internal string RequestJson() => JsonSerializer.Serialize(Request, StorageJsonContext.Default.WikiJobRequest);

    // A job of the whole wiki is joined whatever else it was asked for.
    internal byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        IsOfWhole ? new WikiJobRequest(Request.WikiId) : Request, StorageJsonContext.Default.WikiJobRequest));
}
