using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.ChatApi.Security;

namespace DeepWiki.ChatApi.Legacy.Authorization;

/// <summary>Endpoints that say if a code is needed, and if one is right.</summary>
internal static class AuthorizationEndpoints
{
    private const int MaxBody = 1 << 20;

    private static readonly JsonShape Request = RecordShape.From<CodeBody>();

    public static void MapAuthorization(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/auth/status", (AuthorizationCode code) => Flag("auth_required", code.IsRequired))
            .DescribedAs(LegacyDescriptions.CodeStatus)
            .Produces<CodeStatusBody>();
        routes.MapPost("/auth/validate", ValidateAsync).Needs(Access.Read).DescribedAs(LegacyDescriptions.CodeVerdict).Produces<CodeVerdictBody>();
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, BodyReader bodies, AuthorizationCode code)
    {
        using var body = await bodies.ReadAsync(context, MaxBody);
        body.ThrowIfFaulty(Request);
        return Flag("success", code.IsRight(JsonText.Read(body.Root.Member("code"))));
    }

    private static IResult Flag(string name, bool value) => TypedResults.Text($$"""{"{{name}}":{{(value ? "true" : "false")}}}""", "application/json");
}
