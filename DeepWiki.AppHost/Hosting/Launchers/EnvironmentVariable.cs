namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>A variable as a service received it; the value of a secret one is for the service alone.</summary>
internal sealed record EnvironmentVariable(string Name, string Value, EnvironmentOrigin Origin, bool IsSecret);
