using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// Authenticates callers by their key, and refuses what needs one where none was sent: before the body is read, and before an upgrade. Refusals are not
/// logged: anybody could fill the log with them.
/// </summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, UrlEncoder.Default)
{
    public const string SchemeName = "ApiKey";

    private const string Refusal = "This needs an API key of the server. Send one as Authorization: Bearer KEY.";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        keys.Find(Request) is { } id
            ? AuthenticateResult.Success(new(RequestCaller.WithKey(id), Scheme.Name))
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        var error = new DeepWikiException(ErrorCode.Unauthorized, Refusal);
        return AccessPolicies.IsLegacyShape(Context)
            ? Problem.WriteAsync(Context, StatusCodes.Status401Unauthorized, "application/json", new JsonObject { ["detail"] = Refusal }, error)
            : Problem.WriteAsync(Context, error);
    }
}
