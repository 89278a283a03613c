using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Keeps the stream below a WebSocket at hand. After a violation of the protocol the framework reads no more; unless somebody does, the
/// connection is reset before the peer has read why.
/// </summary>
internal sealed class TransportCapturingUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <summary>The raw connection, once upgraded.</summary>
    public Stream Transport { get; private set; } = Stream.Null;

    public static Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new TransportCapturingUpgrade(upgrade));
        }

        return next(context);
    }

    public async Task<Stream> UpgradeAsync() => Transport = await inner.UpgradeAsync();
}
