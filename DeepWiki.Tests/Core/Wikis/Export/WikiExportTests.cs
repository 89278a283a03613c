using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Wikis.Export;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Tests.Core.Wikis.Export;

/// <summary>Wikis leave the service whole, harmless and the same each time.</summary>
[Trait("Category", "Unit")]
public sealed class WikiExportTests
{
    private const string Commit = "4bf92f3577b34da6a3ce929d0e0e47364bf92f35";

    private static readonly DateTimeOffset Written = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Markdown_has_a_table_of_contents_and_links_from_page_to_page()
    {
        var text = Text(Sample(Page("overview", "Overview", "# Overview\n\nSee [storage](storage.md#tables).\n"), Page("storage", "Storage", "# Storage\n")));

        Assert.Contains("# Sample\n\n> What it is.\n", text);
        Assert.Contains("- Basics\n  - [Overview](#overview)\n", text);
        Assert.Contains("<a id=\"storage\"></a>", text);
        Assert.Contains("See [storage](#storage).", text);
    }

    [Fact]
    public void Citations_open_at_the_host_or_name_path_and_lines()
    {
        const string markdown = "It runs. [a.cs:1-3]()\n";
        var content = new PageContent(
            "Overview", markdown, [], "It runs.", [], [new PageCitation(9, 12, "a.cs", new byte[20], 1, 3, new byte[32])], []);

        var linked = ExportedPage.From(Planned("overview"), Version(content), (path, first, last) => $"https://host/{path}#L{first}-L{last}");
        var local = ExportedPage.From(Planned("overview"), Version(content), (_, _, _) => null);

        Assert.Equal("It runs. [a.cs:1-3](https://host/a.cs#L1-L3)\n", linked.Markdown);
        Assert.Equal("It runs. `a.cs:1-3`\n", local.Markdown);
        var citation = Assert.Single(local.Citations);
        Assert.Equal(("`a.cs:1-3`", (string?)null), (local.Markdown.Substring(citation.At, citation.Length), citation.Url));
    }

    [Fact]
    public void Json_holds_everything()
    {
        var json = JsonDocument.Parse(WikiExport.Write(Sample(Page("overview", "Overview", "# Overview\n")), ExportFormat.Json)).RootElement;

        Assert.Equal((Commit, 3), (json.GetProperty("commit").GetString(), json.GetProperty("generation").GetInt32()));
        Assert.Equal("# Overview\n", json.GetProperty("pages")[0].GetProperty("markdown").GetString());
        Assert.Equal("basics", json.GetProperty("sections")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(ExportFormat.Markdown)]
    [InlineData(ExportFormat.Json)]
    [InlineData(ExportFormat.Zip)]
    [InlineData(ExportFormat.Html)]
    public void The_same_generation_gives_the_same_bytes(ExportFormat format)
    {
        var wiki = Sample(Page("overview", "Overview", "# Overview\n"), Page("storage", "Storage", "# Storage\n"));

        Assert.Equal(WikiExport.Write(wiki, format), WikiExport.Write(wiki, format));
    }

    [Fact]
    public void The_archive_has_a_file_for_each_page_and_the_lists()
    {
        var files = Files(Sample(Page("overview", "Overview", "# Overview\n\n[On](./storage)\n"), Page("storage", "Storage", "# Storage\n")), ExportFormat.Zip);

        Assert.Equal(["llms-full.txt", "llms.txt", "overview.md", "storage.md", "wiki.json"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("[On](storage.md)", files["overview.md"]);
        Assert.Contains("- [Overview](overview.md): A sentence.\n", files["llms.txt"]);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\..\\boot")]
    [InlineData("/etc/passwd")]
    [InlineData("C:evil")]
    [InlineData("index")]
    [InlineData("CON")]
    [InlineData("")]
    public void No_name_leads_out_of_the_archive_or_meets_another_file(string slug)
    {
        var wiki = Sample(Page(slug, "One", "# One\n"), Page(slug.ToUpperInvariant() + "!", "Two", "# Two\n"));

        foreach (var format in (ExportFormat[])[ExportFormat.Zip, ExportFormat.Html])
        {
            var names = Files(wiki, format).Keys;
            Assert.All(names, name => Assert.Matches(@"^[\w-]+(\.[a-z]+)+$", name));
            Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.DoesNotContain(names, name => name.StartsWith("con.", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert")]
    [InlineData("x <img src=x onerror=alert(1)> y", "<img")]
    [InlineData("[a](javascript:alert(1))", "javascript:")]
    [InlineData("[a](JaVaScRiPt:alert(1))", "alert(1)\"")]
    [InlineData("[a](data:text/html,x)", "data:text")]
    [InlineData("[a][b]\n\n[b]: vbscript:x", "vbscript:")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript")]
    [InlineData("![a](https://tracker.example/p.png)", "<img")]
    [InlineData("[a](file:///etc/passwd)", "file:///")]
    [InlineData("[a](//elsewhere.example/x)", "href=\"//")]
    [InlineData("# <b onmouseover=x>T", "<b ")]
    public void Nothing_in_a_page_of_the_site_can_run_or_load(string markdown, string forbidden)
    {
        var html = Files(Sample(Page("overview", "Overview", $"# Overview\n\n{markdown}\n")), ExportFormat.Html)["overview.html"];

        Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_of_a_repository_cannot_leave_their_place_in_the_site()
    {
        var wiki = Sample(Page("overview", "<script>1</script>\"'", "# Overview\n")) with
        {
            Title = "</title><script>2</script>",
            Description = "<img src=x>",
            Repository = "<i>",
        };

        var files = Files(wiki, ExportFormat.Html);

        Assert.All(files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)), file => Assert.DoesNotMatch("<script>|<img|<i>", file.Value));
        Assert.DoesNotContain("<script>", files["search-index.js"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_site_links_its_pages_and_keeps_diagrams_readable()
    {
        var files = Files(
            Sample(
                Page(
                    "overview", "Overview",
                    "# Overview\n\n## Parts\n\n[On](storage.md#tables) [Out](https://example.com/a?b=1&c=2)\n\n```mermaid\nflowchart TD\n```\n"),
                Page("storage", "Storage", "# Storage\n")),
            ExportFormat.Html);

        var html = files["overview.html"];
        Assert.Contains("href=\"storage.html#tables\"", html);
        Assert.Contains("href=\"https://example.com/a?b=1&amp;c=2\"", html);
        Assert.Contains("<h2 id=\"parts\">", html);
        Assert.Contains("<code class=\"language-mermaid\">flowchart TD", html);
        Assert.Contains("@media print", files["site.css"]);
        Assert.Contains("prefers-color-scheme: dark", files["site.css"]);
        Assert.StartsWith("window.wikiSearchIndex = [", files["search-index.js"], StringComparison.Ordinal);
        Assert.DoesNotMatch("https?://(?!example\\.com|host/)", files["index.html"]);
    }

    [Fact]
    public void The_name_of_the_file_is_plain() =>
        Assert.Equal("na_me-wiki-4bf92f35.html.zip", WikiExport.FileName(Sample() with { Repository = "owner/na\"me" }, ExportFormat.Html));

    private static string Text(ExportedWiki wiki) => Encoding.UTF8.GetString(WikiExport.Write(wiki, ExportFormat.Markdown));

    private static Dictionary<string, string> Files(ExportedWiki wiki, ExportFormat format)
    {
        using var zip = new ZipArchive(new MemoryStream(WikiExport.Write(wiki, format)));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }

    private static ExportedWiki Sample(params IReadOnlyList<ExportedPage> pages) => new(
        "Sample", "What it is.", "owner/sample", "https://host/owner/sample", Commit, "en", 3, "ready", Written,
        [new WikiSection("basics", "Basics", [.. pages.Select(page => page.Slug)], [])], pages);

    private static ExportedPage Page(string slug, string title, string markdown) => new(
        slug, title, "high", "A sentence.", markdown, new PageReader(markdown).Headings(), [], [], [], Commit, "local", "extractive", Written);

    private static GenerationPage Planned(string slug) =>
        new(1, new PlannedPage(slug, "Overview", "", 2, [], []), PageState.Ready, IsStale: false, null, Written);

    private static PageVersion Version(PageContent content) => new(1, Commit, "local", "extractive", null, [], Written, content);
}
