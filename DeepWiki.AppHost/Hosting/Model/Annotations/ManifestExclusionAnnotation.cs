namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record ManifestExclusionAnnotation : IResourceAnnotation;
