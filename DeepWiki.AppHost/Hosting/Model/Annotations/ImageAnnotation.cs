namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record ImageAnnotation(string Image, string? Tag) : IResourceAnnotation;
