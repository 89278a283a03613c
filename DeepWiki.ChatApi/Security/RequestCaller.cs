namespace DeepWiki.ChatApi.Security;

/// <summary>Who sent a request, as far as it was proved. Whoever proves it sets this feature of the request; without it the caller is nobody in particular.</summary>
/// <param name="Id">Tells callers apart; kept only as a keyed hash.</param>
internal sealed record RequestCaller(string Id)
{
    public static RequestCaller? Of(HttpContext context) => context.Features.Get<RequestCaller>();
}
