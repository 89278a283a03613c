namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>A parameter of a route.</summary>
/// <param name="Name">Name as it is spelled in the request.</param>
/// <param name="Text">Meaning of the parameter.</param>
/// <param name="Example">A value.</param>
/// <param name="IsRequired">True when it must be there.</param>
/// <param name="IsHeader">True when it is a header and not part of the query.</param>
internal sealed record RouteParameter(string Name, string Text, string Example, bool IsRequired = false, bool IsHeader = false);
