using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>The way a job ends that did not succeed.</summary>
/// <param name="Kind">The state the job goes to.</param>
/// <param name="Error">The error stored with a failed job; null for every other kind.</param>
internal sealed record JobEnding(JobEndingKind Kind, DeepWikiException? Error)
{
    /// <summary>Tells it from the exception that ended the work and from the tokens that were cancelled by then.</summary>
    /// <param name="kind">Kind of the job.</param>
    /// <param name="exception">Ended the work.</param>
    /// <param name="isStopping">True when the service stops: children are ended and connections closed, so whatever breaks is put down to the stop.</param>
    /// <param name="isTooLong">True when the job took longer than <c>Indexing:JobTimeout</c>.</param>
    /// <param name="isLost">True when the lease was lost.</param>
    public static JobEnding From(JobKind kind, Exception exception, bool isStopping, bool isTooLong, bool isLost) => exception switch
    {
        LeaseLostException => new(JobEndingKind.Lost, null),
        _ when isStopping => new(JobEndingKind.Released, null),
        OperationCanceledException when isTooLong =>
            Failed(new DeepWikiException(
                ErrorCode.RepositoryTooLarge, $"{(kind == JobKind.Index ? "Indexing" : "The wiki")} took longer than the limit allows.")),
        OperationCanceledException when isLost => new(JobEndingKind.Lost, null),
        DeepWikiException { Code: ErrorCode.Busy } or NpgsqlException { IsTransient: true } or TimeoutException => new(JobEndingKind.Interrupted, null),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => new(JobEndingKind.Interrupted, null),
        DeepWikiException known => Failed(known),
        _ => new(
            JobEndingKind.Unhandled,
            kind == JobKind.Index
                ? new DeepWikiException(ErrorCode.IndexFailed, "The repository could not be indexed because of an internal error.")
                : new DeepWikiException(ErrorCode.Internal, "The wiki could not be made because of an internal error.")),
    };

    private static JobEnding Failed(DeepWikiException error) => new(JobEndingKind.Failed, error);
}
