namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record ExplicitStartAnnotation : IResourceAnnotation;
