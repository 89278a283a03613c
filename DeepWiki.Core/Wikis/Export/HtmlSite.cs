using System.Reflection;
using System.Text;
using System.Text.Json;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Packs a wiki as a site of static files that opens from a disk: an index, a file for each page, style, search and print included.</summary>
internal static class HtmlSite
{
    // Of a long page the search knows the beginning.
    private const int MaxWords = 20_000;

    public static byte[] Write(ExportedWiki wiki)
    {
        var names = new PageFileNames(wiki.Pages.Select(page => page.Slug), ".html");
        var frame = new HtmlFrame(wiki, names);
        var entries = new List<SearchEntry>();
        using var archive = new Archive(wiki.WrittenAt);
        var sections = wiki.Groups().SelectMany(group => group.Pages.Select(page => (page.Slug, group.Section))).DistinctBy(pair => pair.Slug)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var page in wiki.Pages)
        {
            var anchors = SafeHtml.Anchors(page.Markdown);
            var (html, words) = SafeHtml.Write(page.Markdown, anchors, names.Resolve);
            archive.Add(names[page.Slug], Encoding.UTF8.GetBytes(frame.Page(page, html)));
            entries.Add(new SearchEntry(
                names[page.Slug], page.Title, sections.GetValueOrDefault(page.Slug, ""),
                [.. page.Headings.Select(heading => new[] { heading.Id, heading.Text })],
                words[..Math.Min(words.Length, MaxWords)]));
        }

        archive.Add("index.html", Encoding.UTF8.GetBytes(frame.Index()));
        archive.Add("site.css", Asset("site.css"));
        archive.Add("search.js", Asset("search.js"));
        archive.Add("search-index.js", Index(entries));
        return archive.ToArray();
    }

    // A script and no document of JSON: from a disk no other file can be read.
    private static byte[] Index(IReadOnlyList<SearchEntry> entries) =>
        Encoding.UTF8.GetBytes($"window.wikiSearchIndex = {JsonSerializer.Serialize(entries, ExportJsonContext.Default.IReadOnlyListSearchEntry)};\n");

    private static byte[] Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"DeepWiki.Core.Wikis.Export.Site.{name}")!; // Built into the assembly.
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
