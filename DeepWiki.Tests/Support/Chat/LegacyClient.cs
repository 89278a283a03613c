using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>
/// Does over HTTP and sockets what the published web client does, in its order and with its shapes: what it sends, and how it reads what
/// comes back. Its prompts are ours; the marks in them are those the protocol knows.
/// </summary>
internal sealed partial class LegacyClient(
    ChatServer server, string repositoryUrl, string type, string provider, string owner = "local", string name = "runner")
{
    public string Language { get; init; } = "en";

    public string Model { get; init; } = "";

    /// <summary>The token of a private repository, as a person enters it.</summary>
    public string? RepositoryToken { get; init; }

    /// <summary>Lines of every handshake.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>The codes with which the sockets were closed, in their order.</summary>
    public List<int?> Closes { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<JsonNode> GetAsync(string path) =>
        await server.Http.GetFromJsonAsync<JsonNode>(path, Token) ?? throw new InvalidOperationException($"{path} answered with null.");

    /// <summary>Asks for the outline and reads it as a browser's XML parser would.</summary>
    public async Task<JsonObject> OutlineAsync(string tree, string readme, bool isComprehensive)
    {
        var shape = isComprehensive
            ? "<wiki_structure>\n  <sections>…</sections>\n  <pages>…</pages>\n</wiki_structure> with 8-12 pages"
            : "<wiki_structure>\n  <pages>…</pages>\n</wiki_structure> with 4-6 pages";
        var answer = await AskAsync(("user", $"Plan a wiki.\n<file_tree>\n{tree}\n</file_tree>\n<readme>\n{readme}\n</readme>\nAnswer as {shape}"));
        var match = Structure().Match(answer);
        Assert.True(match.Success, $"No XML in: {answer}");
        var xml = XDocument.Parse(match.Value).Root!; // It was parsed.
        var pages = xml.Descendants("page").Select(page => new JsonObject
        {
            ["id"] = page.Attribute("id")?.Value,
            ["title"] = page.Element("title")?.Value,
            ["content"] = "",
            ["filePaths"] = Values(page, "file_path"),
            ["importance"] = page.Element("importance")?.Value,
            ["relatedPages"] = Values(page, "related"),
        });
        var sections = xml.Descendants("section").Select(section => new JsonObject
        {
            ["id"] = section.Attribute("id")?.Value,
            ["title"] = section.Element("title")?.Value,
            ["pages"] = Values(section, "page_ref"),
            ["subsections"] = Values(section, "section_ref"),
        }).ToArray();
        // Set above.
        var named = sections.SelectMany(section => section["subsections"]!.AsArray().Select(id => id!.GetValue<string>())).ToHashSet(StringComparer.Ordinal);
        return new JsonObject
        {
            ["id"] = "wiki",
            ["title"] = xml.Element("title")?.Value,
            ["description"] = xml.Element("description")?.Value,
            ["pages"] = new JsonArray([.. pages]),
            ["sections"] = new JsonArray([.. sections.Select(section => section.DeepClone())]),
            ["rootSections"] = new JsonArray([
                .. sections.Select(section => section["id"]!.GetValue<string>()).Where(id => !named.Contains(id)).Select(id => JsonValue.Create(id)),
            ]), // Every section has one.
        };
    }

    /// <summary>Asks for the content of a page of the outline.</summary>
    public Task<string> PageAsync(JsonNode page)
    {
        var files = page["filePaths"]!.AsArray().Select(path => $"- [{path}]({(type == "local" ? path : repositoryUrl + "/blob/main/" + path)}"
            + $")"); // Set by OutlineAsync.
        return AskAsync(
            (
                "user",
                $"Begin the page with a `<details>` block like this:\n<details>\n<summary>Relevant source files</summary>\n\n{string.Join('\n', files)}\n"
                    + $"</details>\n\nAfter the `<details>` block comes a H1 Markdown heading: `# {page["title"]}`.\n"));
    }

    /// <summary>One question over a new socket; the text is all there is, as for the client.</summary>
    public async Task<string> AskAsync(params (string Role, string Content)[] turns)
    {
        await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: Headers);
        await socket.SendTextAsync(Request(turns));
        var conversation = await socket.ReadToEndAsync();
        Closes.Add(conversation.Code);
        return conversation.Text;
    }

    /// <summary>The same over HTTP, as when no socket can be opened.</summary>
    public async Task<string> AskOverHttpAsync(params (string Role, string Content)[] turns)
    {
        var (status, body, _, _) = await server.PostAsync("/chat/completions/stream", Request(turns));
        Assert.Equal(200, status);
        return body;
    }

    /// <summary>Deep Research: rounds until an answer looks final, five at most.</summary>
    public async Task<IReadOnlyList<string>> ResearchAsync(string question)
    {
        List<(string Role, string Content)> turns = [("user", $"[DEEP RESEARCH] {question}")];
        var answers = new List<string>();
        do
        {
            answers.Add(await AskAsync([.. turns]));
            turns.Add(("assistant", answers[^1]));
            turns.Add(("user", "[DEEP RESEARCH] Continue the research"));
        }
        while (!LooksFinal(answers[^1]) && answers.Count < 5);
        return answers;
    }

    public async Task SaveAsync(JsonObject outline, JsonObject pages)
    {
        var body = new JsonObject
        {
            ["repo"] = new JsonObject
            {
                ["owner"] = owner,
                ["repo"] = name,
                ["type"] = type,
                ["token"] = RepositoryToken,
                ["localPath"] = type == "local" ? repositoryUrl : null,
                ["repoUrl"] = type == "local" ? null : repositoryUrl,
            },
            ["language"] = Language,
            ["comprehensive"] = true,
            ["wiki_structure"] = outline.DeepClone(),
            ["generated_pages"] = pages.DeepClone(),
            ["provider"] = provider,
            ["model"] = Model,
        };
        using var response = await server.Http.PostAsJsonAsync("/api/wiki_cache", body, Token);
        Assert.Equal("{\"message\":\"Wiki cache saved successfully\"}", await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>The saved wiki, or null.</summary>
    public async Task<JsonNode?> LoadAsync()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/api/wiki_cache?owner={owner}&repo={name}&repo_type={type}&language={Language}&comprehensive=true");
        using var response = await server.Http.SendAsync(request, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token));
    }

    public async Task<(string FileName, string Text)> ExportAsync(JsonArray pages, string format)
    {
        using var response = await server.Http.PostAsJsonAsync(
            "/export/wiki", new JsonObject { ["repo_url"] = repositoryUrl, ["type"] = type, ["pages"] = pages.DeepClone(), ["format"] = format }, Token);
        Assert.Equal(200, (int)response.StatusCode);

        // The client takes all that follows the first "filename=".
        var disposition = Assert.Single(response.Content.Headers.NonValidated["Content-Disposition"]);
        return (
            disposition[(disposition.IndexOf("filename=", StringComparison.Ordinal) + "filename=".Length)..], await response.Content.ReadAsStringAsync(Token));
    }

    public async Task<(int Status, string Body)> DeleteAsync(string? code = null)
    {
        var proof = code is null ? "" : $"&authorization_code={Uri.EscapeDataString(code)}";
        using var response = await server.Http.DeleteAsync($"/api/wiki_cache?owner={owner}&repo={name}&repo_type={type}&language={Language}{proof}", Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>True when the client decides that a research is over.</summary>
    public static bool LooksFinal(string text)
    {
        bool Has(string words) => text.Contains(words, StringComparison.Ordinal);
        return Has("## Final Conclusion")
            || ((Has("## Conclusion") || Has("## Summary")) && !Has("I will now proceed to") && !Has("Next Steps") && !Has("next iteration"))
            || Has("This concludes our research") || Has("This completes our investigation") || Has("This concludes the deep research process")
            || Has("Key Findings and Implementation Details") || Has("In conclusion,") || (Has("Final") && Has("Conclusion"))
            || (Has("Dockerfile") && (Has("This Dockerfile") || Has("The Dockerfile")) && !Has("Next Steps") && !Has("In the next iteration"));
    }

    private string Request((string Role, string Content)[] turns) => new JsonObject
    {
        ["repo_url"] = repositoryUrl,
        ["type"] = type,
        ["messages"] = new JsonArray([.. turns.Select(turn => new JsonObject { ["role"] = turn.Role, ["content"] = turn.Content })]),
        ["provider"] = provider,
        ["model"] = Model,
        ["language"] = Language,
        ["token"] = RepositoryToken,
    }.ToJsonString();

    private static JsonArray Values(XElement parent, string element) => new([.. parent.Descendants(element).Select(item => JsonValue.Create(item.Value))]);

    [GeneratedRegex(@"<wiki_structure>[\s\S]*?</wiki_structure>", RegexOptions.NonBacktracking)]
    private static partial Regex Structure();
}
