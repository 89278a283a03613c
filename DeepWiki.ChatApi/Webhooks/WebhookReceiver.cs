using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Takes deliveries of webhooks: whole, judged, once.</summary>
internal sealed class WebhookReceiver(
    WebhookStore store, EncryptionKeyStore keys, DeliveryLog deliveries, PushQueue pushes, BodyReader bodies)
{
    /// <summary>Repository and secret of a hook.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.SignatureInvalid"/> also for one that is not there.</exception>
    public async Task<(int Repository, string Secret)> FindAsync(string hook, CancellationToken cancellationToken) =>
        await store.FindAsync(hook, cancellationToken) is var (repository, text)
        && SealedText.Open(text, hook, await keys.ReadAsync(cancellationToken)) is { } secret
            ? (repository, secret)
            : throw Refused();

    public async Task<DeliveryView> ReceiveAsync(HttpContext context, string hook, int repository, string secret, int most)
    {
        using var received = await bodies.ReadBytesAsync(context, most);
        var (headers, body) = (context.Request.Headers, received.Bytes);
        if (!PushSignature.IsValid(headers, body.Span, secret))
        {
            throw Refused();
        }

        if (PushReader.EventOf(headers) is var name && !PushReader.IsPush(name))
        {
            return new DeliveryView(name == "ping", null, name == "ping" ? "The webhook works." : "Only pushes are followed.");
        }

        var found = PushReader.Read(body);
        if (found.Count == 0)
        {
            return new DeliveryView(false, null, "No branch was pushed.");
        }

        if (!await deliveries.TryTakeAsync(hook, PushReader.DeliveryOf(headers, body.Span), context.RequestAborted))
        {
            return new DeliveryView(true, null, "The delivery was taken before.");
        }

        return found.All(push => pushes.Add(repository, push))
            ? new DeliveryView(true, null, "The wikis of the branch are refreshed in a moment.")
            : throw new DeepWikiException(ErrorCode.Busy, "Too many pushes wait.");
    }

    private static DeepWikiException Refused() => new(ErrorCode.SignatureInvalid, "The signature is not valid.");
}
