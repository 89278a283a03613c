namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record VolumeAnnotation(string Name, string Target) : IResourceAnnotation;
