namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>Admits paths of a repository behind which a text of its wiki is named; all others are addresses of the web app.</summary>
internal sealed class TextConstraint : IRouteConstraint
{
    public const string Name = "wikiText";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string path && TextName.Parse(path) is not null;
}
