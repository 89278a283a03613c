namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Something that this machine lacks.</summary>
internal sealed class PreflightException(string message) : DistributedApplicationException(message);
