namespace DeepWiki.ChatApi.Security;

/// <summary>Who a request comes from.</summary>
internal static class RequestCaller
{
    /// <summary>A stable id of a caller who proved who it is; null for one who did not. Nobody can yet.</summary>
    public static string? Of(HttpContext context) => context.Features.Get<Known>()?.Id;

    public static void Remember(HttpContext context, string id) => context.Features.Set(new Known(id));

    private sealed record Known(string Id);
}
