using System.Security.Cryptography;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Webhooks: made for a repository, and called by its host when somebody pushes.</summary>
internal static class WebhookEndpoints
{
    private const int MaxBody = 25 << 20;

    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PushQueue>().AddSingleton<WebhookReceiver>();
        return services.AddHostedService(provider => provider.GetRequiredService<PushQueue>());
    }

    public static void MapWebhooks(this WebApplication app)
    {
        app.MapPost("/api/repositories/{id}/webhook", CreateAsync).Needs(Access.Work).DescribedAs(Creating).Produces<WebhookView>(StatusCodes.Status201Created);

        // The signature is the right to call it.
        app.MapPost("/api/webhooks/{hook}", ReceiveAsync).AllowAnonymous().DescribedAs(Receiving).Produces<DeliveryView>(StatusCodes.Status202Accepted);
    }

    private static RouteDescription Creating => new(
        "Make a webhook", "Gives the address and the secret to enter at the Git host, with the content type application/json and pushes as the event.")
    {
        Parameters = [new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true)],
        Errors = [ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Conflict],
    };

    private static RouteDescription Receiving => new(
        "Tell of a push",
        "Called by Git hosts: signed by X-Hub-Signature-256 (GitHub), X-Hub-Signature (Bitbucket) or X-DeepWiki-Signature (any other), as sha256=HMAC of the "
            + "body in hexadecimal, or with the secret as X-Gitlab-Token.")
    {
        Parameters =
        [
            new("X-DeepWiki-Signature", "sha256= and the HMAC of the body.", "sha256=0f1e…", IsHeader: true),
            new("X-DeepWiki-Delivery", "Id of the delivery; a repeated one does nothing.", "1", IsHeader: true),
        ],
        Request = new PushBody { Ref = "refs/heads/main", Commit = "4bf92f3577b34da6a3ce929d0e0e47364bf92f35" },
        Errors = [ErrorCode.SignatureInvalid, ErrorCode.InvalidJson, ErrorCode.InvalidRequest, ErrorCode.MessageTooLarge, ErrorCode.Busy],
    };

    private static async Task<IResult> CreateAsync(
        HttpContext context, string id, RepositoryLookup lookup, WebhookStore store, EncryptionKeyStore keys)
    {
        var (repository, _) = await lookup.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var (hook, secret) = (WebhookStore.NewId(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        var text = SealedText.Seal(secret, hook, await keys.ReadAsync(context.RequestAborted));
        if (!await store.AddAsync(hook, repository.Id, text, context.RequestAborted))
        {
            throw new DeepWikiException(ErrorCode.Conflict, $"The repository has {WebhookStore.MaxOfOne} webhooks, as many as it may.");
        }

        var path = $"/api/webhooks/{hook}";
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
        var view = new WebhookView($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{path}", secret);
        return TypedResults.Json(view, RepositoryResponse.Json, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, string hook, WebhookReceiver receiver)
    {
        var (repository, secret) = await receiver.FindAsync(hook, context.RequestAborted);
        return TypedResults.Json(
            await receiver.ReceiveAsync(context, hook, repository, secret, MaxBody), RepositoryResponse.Json, statusCode: StatusCodes.Status202Accepted);
    }
}
