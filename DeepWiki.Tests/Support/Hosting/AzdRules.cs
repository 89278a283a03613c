using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Support.Hosting;

/// <summary>Rules of azd for a manifest: names it accepts, and values it would show as plain text.</summary>
internal sealed partial class AzdRules(JsonNode manifest)
{
    private static readonly HashSet<string> Accepted = new(StringComparer.Ordinal)
    {
        "project.v0", "project.v1", "container.v0", "container.v1", "dockerfile.v0", "parameter.v0", "value.v0", "annotated.string", "azure.bicep.v0",
        "azure.bicep.v1",
    };

    private readonly JsonObject resources = manifest["resources"]!.AsObject(); // A manifest without resources fails every test.

    // No entry is null.
    public IReadOnlyList<string> Violations() => [.. resources.SelectMany(resource => Violations(resource.Key, resource.Value!.AsObject()))];

    /// <summary>Variables that azd keeps as secrets of the container app.</summary>
    public IReadOnlyList<string> Secrets(string resource) =>
        [.. Variables(resources[resource]).Where(variable => IsKept(variable.Name, variable.Value)).Select(variable => variable.Name)];

    public IReadOnlyList<string> Reachable() => [.. resources.Where(resource => External(resource.Value).Any()).Select(resource => resource.Key)];

    private IEnumerable<string> Violations(string name, JsonObject resource)
    {
        if (!Accepted.Contains(Text(resource["type"])))
        {
            yield return $"{name} has type {resource["type"]}.";
        }

        foreach (var (variable, value) in Variables(resource).Where(variable => HoldsSecret(variable.Value) && !IsKept(variable.Name, variable.Value)))
        {
            yield return $"{name} shows a secret in {variable}: {value}";
        }

        foreach (var argument in (resource["args"] as JsonArray ?? []).Select(Text).Where(HoldsSecret))
        {
            yield return $"{name} has a secret among its arguments: {argument}";
        }

        foreach (var binding in External(resource).Where(binding => Text(binding["transport"]) is not ("http" or "http2")))
        {
            yield return $"{name} is reached from outside without http: {binding["transport"]}";
        }

        // Bindings of one port are one group: http and https without ports are.
        if (External(resource).Select(binding => Text(binding["targetPort"])).Distinct().Count() > 1)
        {
            yield return $"{name} has more than one port that is reached from outside.";
        }
    }

    // A secret, or built from one.
    private bool HoldsSecret(string text) =>
        Placeholder()
            .Matches(text)
            .Any(match =>
                resources[match.Groups["name"].Value] is { } source
                && Text(source["type"]) switch
                {
                    "parameter.v0" => IsSecret(source),
                    "annotated.string" => HoldsSecret(Text(source["value"])),
                    _ => match.Groups["part"].Value == "connectionString" && HoldsSecret(Text(source["connectionString"])),
                });

    private bool IsKept(string name, string value) => name.Contains("ConnectionStrings__", StringComparison.Ordinal)
        || value.Contains(".connectionString}", StringComparison.Ordinal)
        || Placeholder()
            .Matches(value)
            .Any(match => resources[match.Groups["name"].Value] is { } source && Text(source["type"]) == "parameter.v0" && IsSecret(source));

    private static bool IsSecret(JsonNode parameter) =>
        (parameter["inputs"] as JsonObject ?? []).Any(input => input.Value?["secret"]?.GetValue<bool>() == true);

    private static IEnumerable<(string Name, string Value)> Variables(JsonNode? resource) =>
        (resource?["env"] as JsonObject ?? []).Select(variable => (variable.Key, Text(variable.Value)));

    private static IEnumerable<JsonNode> External(JsonNode? resource) =>
        // No binding is null.
        (resource?["bindings"] as JsonObject ?? []).Select(binding => binding.Value!).Where(binding => binding["external"]?.GetValue<bool>() == true);

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9-]+)\.(?<part>[A-Za-z0-9.]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
