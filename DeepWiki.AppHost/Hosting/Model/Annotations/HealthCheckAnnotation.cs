namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record HealthCheckAnnotation(string Key) : IResourceAnnotation;
