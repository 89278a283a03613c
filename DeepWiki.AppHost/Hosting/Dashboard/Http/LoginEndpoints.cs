using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>
/// The login page posts the token of its address and replaces that address: a redirect would not carry a strict cookie, and the token would
/// stay in the history.
/// </summary>
internal static class LoginEndpoints
{
    public const string Validate = "/api/validatetoken";

    public static void MapLogin(this IEndpointRouteBuilder routes, BrowserSession session)
    {
        routes.MapGet("/login", context => DashboardAssets.WriteAsync(context, DashboardAssets.LoginPage, StatusCodes.Status200OK));
        routes.MapPost(Validate, (HttpContext context, LoginRequest request) =>
        {
            if (!session.Accepts(request.Token))
            {
                return Results.Unauthorized();
            }

            session.Open(context);
            return Results.NoContent();
        });
    }
}
