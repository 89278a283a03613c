using System.Text;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Packs a wiki as files of Markdown, with the lists for language models and the document of everything.</summary>
internal static class MarkdownArchive
{
    public static byte[] Write(ExportedWiki wiki)
    {
        var names = new PageFileNames(wiki.Pages.Select(page => page.Slug), ".md");
        using var archive = new Archive(wiki.WrittenAt);
        foreach (var page in wiki.Pages)
        {
            archive.Add(names[page.Slug], Encoding.UTF8.GetBytes(PageLinks.Rewrite(page.Markdown, names.Resolve)));
        }

        archive.Add("llms.txt", Encoding.UTF8.GetBytes(LlmsText.Write(wiki, Address)));
        archive.Add("llms-full.txt", Encoding.UTF8.GetBytes(LlmsText.WriteFull(wiki, Address)));
        archive.Add("wiki.json", WikiJson.Write(wiki));
        return archive.ToArray();

        string Address(string slug) => Uri.EscapeDataString(names[slug]);
    }
}
