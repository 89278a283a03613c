using System.Text;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>The XML in which outlines travel: written strictly, read from a model's text as well as it can be.</summary>
internal static class OutlineXml
{
    /// <summary>The outline as a reader without patience parses it: one bare root element, nothing that is not escaped.</summary>
    public static string Write(WikiOutline outline, OutlineDetail detail)
    {
        var comprehensive = detail == OutlineDetail.Comprehensive;
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var xml = new StringBuilder("<wiki_structure>\n");
        Leaf(xml, 1, "title", outline.Title);
        Leaf(xml, 1, "description", outline.Description);
        if (comprehensive)
        {
            Line(xml, 1, "<sections>");
            foreach (var section in outline.Sections)
            {
                WriteSection(xml, section);
                foreach (var page in section.Pages)
                {
                    parents.TryAdd(page, section.Id);
                }
            }

            Line(xml, 1, "</sections>");
        }

        Line(xml, 1, "<pages>");
        foreach (var page in outline.Pages)
        {
            WritePage(xml, page, comprehensive ? parents.GetValueOrDefault(page.Id) : null);
        }

        Line(xml, 1, "</pages>");
        return xml.Append("</wiki_structure>").ToString();
    }

    /// <summary>The outline in a model's answer, whatever stands around it and however it is broken; null when nothing in it can be used.</summary>
    public static WikiOutline? Read(string answer) => OutlineXmlReader.Read(answer);

    /// <summary>True when XML forbids a character, or the published client cuts it out.</summary>
    internal static bool IsForbidden(Rune rune) =>
        rune.Value is (< 0x20 and not ('\t' or '\n' or '\r')) or (>= 0x7F and < 0xA0) or 0xFFFD or 0xFFFE or 0xFFFF;

    private static void WriteSection(StringBuilder xml, OutlineSection section)
    {
        Line(xml, 2, $"<section id=\"{Escape(section.Id)}\">");
        Leaf(xml, 3, "title", section.Title);
        WriteList(xml, "pages", "page_ref", section.Pages);
        if (section.Subsections.Count > 0)
        {
            WriteList(xml, "subsections", "section_ref", section.Subsections);
        }

        Line(xml, 2, "</section>");
    }

    private static void WritePage(StringBuilder xml, OutlinePage page, string? section)
    {
        Line(xml, 2, $"<page id=\"{Escape(page.Id)}\">");
        Leaf(xml, 3, "title", page.Title);
        Leaf(xml, 3, "description", page.Description);
        Leaf(xml, 3, "importance", page.Importance switch { PageImportance.High => "high", PageImportance.Medium => "medium", _ => "low" });
        WriteList(xml, "relevant_files", "file_path", page.Files);
        WriteList(xml, "related_pages", "related", page.Related);
        if (section is not null)
        {
            Leaf(xml, 3, "parent_section", section);
        }

        Line(xml, 2, "</page>");
    }

    private static void WriteList(StringBuilder xml, string list, string item, IReadOnlyList<string> values)
    {
        Line(xml, 3, $"<{list}>");
        foreach (var value in values)
        {
            Leaf(xml, 4, item, value);
        }

        Line(xml, 3, $"</{list}>");
    }

    private static void Leaf(StringBuilder xml, int depth, string name, string text) => Line(xml, depth, $"<{name}>{Escape(text)}</{name}>");

    private static void Line(StringBuilder xml, int depth, string text) => xml.Append(' ', 2 * depth).Append(text).Append('\n');

    /// <summary>Text that XML takes: marks escaped, forbidden characters dropped.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                _ => IsForbidden(rune) ? escaped : escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
