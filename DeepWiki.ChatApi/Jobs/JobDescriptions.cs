using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Descriptions of the routes of jobs.</summary>
internal static class JobDescriptions
{
    private static readonly RouteParameter TokenHeader = new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true);

    public static RouteDescription List => new("The jobs", "Those about repositories that anybody may read, the newest first. Lists come in parts.")
    {
        Parameters =
        [
            new("state", "queued, running, succeeded, failed or cancelled.", "running"),
            new("limit", "1 to 100, 50 by default.", "50"),
            new("cursor", "The nextCursor of the part before.", "NTA="),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized],
    };

    public static RouteDescription Get => Single("A job", "With its stages, what was skipped, and why it failed.");

    public static RouteDescription Events => new(
        "Watch a job",
        "Server-sent events: snapshot (the job), progress, then done or error (the job). A client that comes back with Last-Event-ID gets no snapshot.")
    {
        Parameters = [new("Last-Event-ID", "Id of the last event seen.", "1-running-2-40", IsHeader: true), TokenHeader],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Busy, ErrorCode.ServerStopping],
    };

    public static RouteDescription Cancel => Single("Cancel a job", "What it has finished stays.", ErrorCode.Conflict);

    public static RouteDescription Retry => Single(
        "Try a job again", "An index job goes on where it stopped; for a job of a wiki the pages that failed or were not reached are written.",
        ErrorCode.Conflict);

    public static RouteDescription OfWiki => Single("The latest job of a wiki", "Whatever its state.");

    private static RouteDescription Single(string summary, string text, params IReadOnlyList<ErrorCode> more) => new(summary, text)
    {
        Parameters = [TokenHeader],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, .. more],
    };
}
