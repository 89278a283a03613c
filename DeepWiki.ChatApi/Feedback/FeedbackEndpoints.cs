using System.Globalization;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Feedback;

/// <summary>Verdicts of readers.</summary>
internal static class FeedbackEndpoints
{
    private const int MaxBody = 1 << 16;

    public static IServiceCollection AddFeedback(this IServiceCollection services) => services.AddSingleton<FeedbackService>();

    public static void MapFeedback(this WebApplication app) =>
        app.MapPost("/api/feedback", AddAsync).Needs(Access.Work).DescribedAs(Description).Produces<FeedbackView>(StatusCodes.Status202Accepted);

    private static RouteDescription Description => new(
        "Say that a page helped or is wrong",
        "A page that is called wrong has its citations checked against the newest index; it is written anew, with the note, when lines of one are gone.")
    {
        Parameters = [new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true)],
        Request = new FeedbackBody
        {
            Target = new FeedbackTargetBody { Kind = "page", Wiki = "wik_4bf92f3577b34da6a3ce929d0e0e4736", Slug = "overview" },
            Verdict = "wrong",
            Note = "Jobs are tried five times.",
        },
        Errors = [ErrorCode.InvalidRequest, ErrorCode.InvalidJson, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.RateLimited],
    };

    private static async Task<IResult> AddAsync(HttpContext context, BodyReader bodies, FeedbackService service, RequestRateLimiter limiter)
    {
        using var right = limiter.Enter(context);
        using var json = await bodies.ReadAsync(context, MaxBody);
        var (id, job) = await service.AddAsync(json.Read<FeedbackBody>(), RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        return TypedResults.Json(
            new FeedbackView(
                string.Create(CultureInfo.InvariantCulture, $"fdb_{id}"),
                job is { } number ? string.Create(CultureInfo.InvariantCulture, $"job_{number}") : null),
            RepositoryResponse.Json, statusCode: StatusCodes.Status202Accepted);
    }
}
