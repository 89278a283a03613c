using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Data.Postgres;

namespace DeepWiki.ChatApi.Asks.Requests;

/// <summary>Names callers, so that they find their conversations again: by their API key, else by a random cookie.</summary>
internal sealed class AskCallers(EncryptionKeyStore keys, RequestRateLimiter limiter)
{
    /// <summary>Holds the random name of a browser without a key.</summary>
    public const string Cookie = "dw_owner";

    private const int CookieBytes = 18;

    private static readonly TimeSpan CookieAge = TimeSpan.FromDays(365);

    /// <summary>The caller of a request, who gets a cookie when there is neither key nor cookie.</summary>
    public async Task<AskCaller> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var name = RequestCaller.FindId(context) is { } id ? $"key {id}" : $"cookie {FindCookie(context) ?? SetCookie(context)}";
        var hash = HMACSHA256.HashData(await keys.ReadAsync(cancellationToken), Encoding.UTF8.GetBytes($"caller {name}"));
        return new AskCaller(Convert.ToHexStringLower(hash.AsSpan(0, 16)), RequestCaller.CountedAs(context), () => limiter.Enter(context));
    }

    private static string? FindCookie(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? value : null;

    private static string SetCookie(HttpContext context)
    {
        var value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(CookieBytes)).Replace('+', '-').Replace('/', '_');
        context.Response.Cookies.Append(
            Cookie, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = CookieAge });
        return value;
    }
}
