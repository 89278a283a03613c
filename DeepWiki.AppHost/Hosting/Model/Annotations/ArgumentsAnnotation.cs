namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record ArgumentsAnnotation(IReadOnlyList<string> Values) : IResourceAnnotation;
