namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>Waits for health, or with an exit code for an end.</summary>
internal sealed record WaitAnnotation(IResource Dependency, int? ExitCode) : IResourceAnnotation;
