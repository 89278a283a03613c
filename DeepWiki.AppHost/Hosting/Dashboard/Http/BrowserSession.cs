using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>The token that is printed at the start, and the cookie that a browser gets for it.</summary>
internal sealed class BrowserSession(string? given)
{
    private readonly string cookie = RandomNumberGenerator.GetHexString(64, lowercase: true);

    // 32 hex digits, new each run unless given.
    public string Token { get; } = given is { Length: > 0 } ? given : RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string Secret => cookie;

    public bool Accepts(string? token) => AreEqual(token, Token);

    public bool IsOpenFor(HttpContext context) => AreEqual(context.Request.Cookies[CookieName(context)], cookie);

    // Cookies know no ports, so that of another dashboard must not be overwritten.
    public void Open(HttpContext context) => context.Response.Cookies.Append(
        CookieName(context), cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });

    private static string CookieName(HttpContext context) => $"deepwiki-dashboard-{context.Connection.LocalPort}";

    private static bool AreEqual(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));
}
