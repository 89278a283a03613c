using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Chat;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.ChatApi.Http.OpenApi;

/// <summary>Every route that is mapped is described: for programs, for people, on its page and as a request to try.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed partial class ReferenceTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_is_in_the_description_on_the_page_and_in_a_file_of_requests()
    {
        await using var server = await stack.StartAsync();
        var document = JsonNode.Parse(await server.Http.GetStringAsync("/openapi/v1.json", Token));
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "http.md"));
        var requests = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs", "http"), "*.http").SelectMany(File.ReadLines).ToList();
        var routes = RoutesOf(server).ToList();

        var missing = routes.SelectMany(route => new[]
        {
            route.Described && document?["paths"]?[route.Path]?[route.Method.ToLowerInvariant()] is null ? $"not described: {route}" : null,
            page.Contains($"`{route.Method} {route.Path}`", StringComparison.Ordinal) ? null : $"not in http.md: {route}",
            requests.Any(line => IsRequest(line, route.Method, route.Path)) ? null : $"in no .http file: {route}",
        }).OfType<string>();

        Assert.Contains(routes, route => route.Path == "/ws/chat");
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public async Task A_description_has_schemas_examples_and_errors()
    {
        await using var server = await stack.StartAsync();

        var document = JsonNode.Parse(await server.Http.GetStringAsync("/openapi.json", Token));

        var stream = document?["paths"]?["/api/chat/stream"]?["post"];
        Assert.Equal(
            "repo_url messages",
            string.Join(' ', Resolve(document, stream?["requestBody"]?["content"]?["application/json"]?["schema"])?["required"]?.AsArray() ?? []));
        Assert.Equal("https://github.com/owner/name", (string?)stream?["requestBody"]?["content"]?["application/json"]?["example"]?["repo_url"]);
        Assert.Equal(
            "invalid_json, invalid_request, no_messages, last_message_not_user, unknown_provider, repository_invalid",
            (string?)stream?["responses"]?["400"]?["description"]);
        Assert.Equal("rate_limited", (string?)stream?["responses"]?["429"]?["content"]?["application/problem+json"]?["example"]?["code"]);
        var search = document?["paths"]?["/api/repositories/{id}/search"]?["get"];
        Assert.Equal(
            "id q mode path limit DeepWiki-Token", string.Join(' ', search?["parameters"]?.AsArray().Select(parameter => (string?)parameter?["name"]) ?? []));
        Assert.NotNull(Resolve(document, search?["responses"]?["200"]?["content"]?["application/json"]?["schema"])?["properties"]?["items"]);
    }

    [Fact]
    public async Task The_page_shows_every_route_and_loads_and_runs_nothing()
    {
        await using var server = await stack.StartAsync();

        using var response = await server.Http.GetAsync("/api-reference", Token);
        var html = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var style = Assert.Single(Styles().Matches(html)).Groups["style"].Value;
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action "
                + $"'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.All(RoutesOf(server).Where(route => route.Described), route => Assert.Contains($"</span> {route.Path}</h2>", html));
        Assert.DoesNotMatch("<script|<img|<link|<iframe|style=|onload|https?://(?!github\\.com/owner)", html);
    }

    private static IEnumerable<(string Method, string Path, bool Described)> RoutesOf(ChatServer server) =>
        from endpoint in server.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        // What a GET answers a HEAD may ask for.
        where method != "HEAD"
        let isDocument = endpoint.RoutePattern.RawText == "/openapi/{documentName}.json"
        select (
            method,
            isDocument ? "/openapi/v1.json" : Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{${name}}"),
            !isDocument && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);

    // {{id}} or any other value stands for a part in braces, and {path} for all that follows.
    private static bool IsRequest(string line, string method, string path) =>
        Regex.IsMatch(
            line, $@"^{method} \{{\{{host\}}\}}{Part().Replace(path.Replace("{path}", "[^?]+"), "[^/?]+")}(\?.*)?$",
            RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static JsonNode? Resolve(JsonNode? document, JsonNode? schema) =>
        (string?)schema?["$ref"] is { } reference ? document?["components"]?["schemas"]?[reference[(reference.LastIndexOf('/') + 1)..]] : schema;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    // {**path:wikiText} is described as {path}.
    [GeneratedRegex(@"\{\**(?<name>\w+)(:[^}]*)?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Constraint();

    [GeneratedRegex("<style>(?<style>[^<]+)</style>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Styles();
}
