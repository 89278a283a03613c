namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>Where the project lies and what it was built to.</summary>
internal sealed record ProjectAnnotation(string ProjectPath, string? TargetPath, LaunchProfile? Profile) : IResourceAnnotation;
