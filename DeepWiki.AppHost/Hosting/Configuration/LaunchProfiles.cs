using System.Text.Json;
using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>Reads launchSettings.json.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IReadOnlyList<LaunchProfile> Read(string projectPath)
    {
        var folder = Directory.Exists(projectPath) ? projectPath : Path.GetDirectoryName(projectPath) ?? ".";
        var file = Path.Combine(folder, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file), Lenient);
        return !json.RootElement.TryGetProperty("profiles", out var profiles) ? [] :
            [.. profiles.EnumerateObject().Where(profile => Text(profile.Value, "commandName") == "Project").Select(Parse)];
    }

    // The profile named like the AppHost's own, else the first.
    public static LaunchProfile? Choose(IDistributedApplicationBuilder builder, IReadOnlyList<LaunchProfile> profiles) =>
        profiles.FirstOrDefault(profile => profile.Name == builder.Configuration["DOTNET_LAUNCH_PROFILE"]) ?? (profiles.Count > 0 ? profiles[0] : null);

    private static LaunchProfile Parse(JsonProperty profile)
    {
        var urls = (Text(profile.Value, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var variables = profile.Value.TryGetProperty("environmentVariables", out var values)
            ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString() ?? "")
            : [];
        return new LaunchProfile(profile.Name, [.. urls.Select(url => new Uri(url))], variables);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
