using Microsoft.AspNetCore.Authorization;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// Policies of authorization, one for each <see cref="Access"/>: callers with a key may do everything, others what <see cref="AnonymousPolicy"/> allows.
/// </summary>
internal static class AccessPolicies
{
    public static void Add(AuthorizationOptions options, AnonymousPolicy anonymous)
    {
        foreach (var access in Enum.GetValues<Access>())
        {
            options.AddPolicy(access.ToString(), policy => policy.RequireAssertion(call => IsKnown(call) || anonymous.Allows(access)));
        }

        // An unknown path or method has an answer of its own, which is the same for all.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(call => IsKnown(call) || (call.Resource is HttpContext context
                && (context.GetEndpoint() is not RouteEndpoint || anonymous.Allows(OfMethod(context.Request.Method)))))
            .Build();
    }

    /// <summary>Says of a route what it does. One that says nothing reads when its method only reads, and else works.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Access access)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(access.ToString());

    /// <summary>Refusals on this route have the shape of the original backend.</summary>
    public static TBuilder RefusesAsLegacy<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new LegacyShape());

    public static bool IsLegacyShape(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LegacyShape>() is not null;

    private static bool IsKnown(AuthorizationHandlerContext call) => call.User.Identity is { IsAuthenticated: true };

    private static Access OfMethod(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Access.Read : Access.Work;

    private sealed record LegacyShape;
}
