namespace DeepWiki.AppHost.Hosting.Model;

internal sealed record ReferenceFlagsAnnotation(ReferenceEnvironmentInjectionFlags Flags) : IResourceAnnotation;
