namespace DeepWiki.ChatApi.Security;

/// <summary>Says of a route what it does. One that says nothing reads when its method only reads, and else works.</summary>
internal static class RouteAccess
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Access access)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Said(access));

    /// <summary>Refusals on this route have the shape of the original backend.</summary>
    public static TBuilder RefusesAsOriginal<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OriginalShape());

    public static Access Of(HttpContext context) =>
        context.GetEndpoint() switch
        {
            // Probes carry no key, and tell nothing.
            RouteEndpoint { RoutePattern.RawText: "/health" or "/alive" } => Access.Open,
            RouteEndpoint route => route.Metadata.GetMetadata<Said>()?.Access
                ?? (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? Access.Read : Access.Work),

            // An unknown path or method has an answer of its own, which is the same for all.
            _ => Access.Open,
        };

    public static bool IsOriginalShape(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<OriginalShape>() is not null;

    private sealed record Said(Access Access);

    private sealed record OriginalShape;
}
