namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>One profile of a project's launchSettings.json.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> Urls, IReadOnlyDictionary<string, string> Variables);
