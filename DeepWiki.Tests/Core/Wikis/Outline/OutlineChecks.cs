using System.Xml;
using System.Xml.Linq;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Tests.Core.Wikis.Outline;

/// <summary>Rules that every outline keeps, wherever it came from.</summary>
internal static class OutlineChecks
{
    /// <summary>Nothing without a title, nothing twice, no reference into nothing, and every page within reach.</summary>
    public static void Complete(WikiOutline outline, OutlineDetail detail)
    {
        var ids = outline.Pages.Select(page => page.Id).ToList();
        var sections = outline.Sections.Select(section => section.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(sections.Distinct(StringComparer.Ordinal), sections);
        Assert.All(ids.Concat(sections), id => Assert.Equal(id.Trim(), id));
        Assert.All(
            outline.Pages.Select(page => page.Title).Concat(outline.Sections.Select(section => section.Title)), title => Assert.NotEqual("", title.Trim()));
        Assert.All(outline.Pages, page => Assert.Empty(page.Related.Except(ids, StringComparer.Ordinal)));
        Assert.All(outline.Pages, page => Assert.DoesNotContain(page.Id, page.Related));
        if (detail == OutlineDetail.Concise)
        {
            Assert.Empty(outline.Sections);
            return;
        }

        Assert.Equal(
            ids, outline.Sections.SelectMany(section => section.Pages).Order(Comparer<string>.Create((one, other) => ids.IndexOf(one) - ids.IndexOf(other))));
        Assert.Equal(sections.Order(StringComparer.Ordinal), Reached(outline).Order(StringComparer.Ordinal));
    }

    public static XDocument WellFormed(string xml)
    {
        Assert.StartsWith("<wiki_structure>", xml, StringComparison.Ordinal);
        Assert.EndsWith("</wiki_structure>", xml, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    /// <summary>Sections as a reader finds them: from those that no other names, downwards, each once.</summary>
    private static List<string> Reached(WikiOutline outline)
    {
        var byId = outline.Sections.ToDictionary(section => section.Id, StringComparer.Ordinal);
        var below = outline.Sections.SelectMany(section => section.Subsections).ToHashSet(StringComparer.Ordinal);
        var reached = new List<string>();
        var open = new Queue<string>(byId.Keys.Where(id => !below.Contains(id)));
        while (open.TryDequeue(out var id))
        {
            reached.Add(id);
            foreach (var child in byId[id].Subsections)
            {
                open.Enqueue(child);
            }
        }

        return reached;
    }
}
