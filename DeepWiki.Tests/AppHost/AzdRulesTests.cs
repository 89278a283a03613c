using System.Text.Json.Nodes;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.AppHost;

/// <summary>azd deploys what the manifest says: it must accept it, and keep its secrets.</summary>
[Trait("Category", "Unit")]
public sealed class AzdRulesTests
{
    private static string Manifest => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AppHost", "manifest.json"));

    [Fact]
    public void The_manifest_of_the_graph_is_accepted_and_shows_no_secret() => Assert.Empty(Rules(Manifest).Violations());

    [Theory]
    [InlineData("indexer", "ConnectionStrings__wikidb", "ConnectionStrings__redis", "OPENAI_API_KEY")]
    [InlineData("chatapi", "ConnectionStrings__wikidb", "ConnectionStrings__redis", "OPENAI_API_KEY", "Security__ApiKeys__0")]
    [InlineData("redis", "REDIS_PASSWORD")]
    public void Connection_strings_keys_and_passwords_are_kept_as_secrets(string service, params string[] secrets) =>
        Assert.Equal(secrets, Rules(Manifest).Secrets(service));

    [Fact]
    public void Only_the_chat_is_reached_from_outside() => Assert.Equal(["chatapi"], Rules(Manifest).Reachable());

    [Theory]
    [InlineData("\"project.v0\"", "\"executable.v0\"", "indexer has type executable.v0.")]
    [InlineData(
        "\"Models__DefaultProvider\": \"{model-provider.value}\"",
        "\"DB_URI\": \"postgresql://{encoded.value}@host\"",
        "indexer shows a secret in DB_URI")]
    [InlineData("requirepass $REDIS_PASSWORD", "requirepass {redis-password.value}", "redis has a secret among its arguments")]
    [InlineData("\"targetPort\": 6379", "\"targetPort\": 6379, \"external\": true", "redis is reached from outside without http")]
    [InlineData(
        "\"transport\": \"http\",\n          \"external\": true",
        "\"transport\": \"http\", \"targetPort\": 1, \"external\": true",
        "chatapi has more than one port")]
    public void A_manifest_that_azd_refuses_or_shows_is_found(string part, string replacement, string violation)
    {
        const string encoded = "\"encoded\": { \"type\": \"annotated.string\", \"value\": \"{postgres-password.value}\", \"filter\": \"uri\" },";
        var text = Manifest.Replace("\"resources\": {", $"\"resources\": {{{encoded}", StringComparison.Ordinal);
        var position = text.IndexOf(part, StringComparison.Ordinal);

        var violations = Rules(text[..position] + replacement + text[(position + part.Length)..]).Violations();

        Assert.StartsWith(violation, Assert.Single(violations), StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_file_of_azd_names_one_service_and_its_project_exists()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "azure.yaml"));
        var services = lines
            .SkipWhile(line => line != "services:")
            .Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
            .ToList();
        var settings = lines
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(": "))
            .ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Contains("name: deepwiki", lines);
        Assert.Single(services);
        Assert.Equal(["dotnet", "containerapp"], [settings["language"], settings["host"]]);
        Assert.True(File.Exists(Path.Combine(SourceTree.Root, settings["project"])));
    }

    private static AzdRules Rules(string manifest) => new(JsonNode.Parse(manifest)!); // Not the text null.
}
