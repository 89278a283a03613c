namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>Writes variables at every start.</summary>
internal sealed record EnvironmentAnnotation(Action<EnvironmentCallbackContext> Callback) : IResourceAnnotation;
