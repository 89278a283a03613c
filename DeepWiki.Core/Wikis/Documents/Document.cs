namespace DeepWiki.Core.Wikis.Documents;

/// <summary>A document as its blocks.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="Blocks">Its blocks in line order.</param>
internal sealed record Document(string Path, IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>Documents that its tables of contents list, each with the heading it stands under.</summary>
    public IReadOnlyList<(string Heading, string Target)> Contents { get; init; } = [];

    /// <summary>Its first heading without markup; empty for none.</summary>
    public string Title => Blocks.FirstOrDefault(block => block.Kind == DocumentBlockKind.Heading)?.Plain ?? "";

    public int Words => Blocks.Sum(block => block.Words);

    /// <summary>Its sections in order: the text before the first heading, then one for each heading.</summary>
    public IReadOnlyList<DocumentSection> Sections()
    {
        var sections = new List<DocumentSection>();
        var start = 0;
        for (var i = 0; i <= Blocks.Count; i++)
        {
            if (i < Blocks.Count && Blocks[i].Kind != DocumentBlockKind.Heading)
            {
                continue;
            }

            if (i > start || (start > 0 && start == i))
            {
                var heading = start > 0 ? Blocks[start - 1] : null;
                sections.Add(new DocumentSection(heading, [.. Blocks.Skip(start).Take(i - start)]));
            }

            start = i + 1;
        }

        return sections;
    }

    /// <summary>The sections of the document below one of its headings, that one included.</summary>
    public IReadOnlyList<DocumentSection> Below(DocumentSection section)
    {
        var all = Sections();
        var from = all.Select(other => other.Heading).ToList().IndexOf(section.Heading);
        return from < 0 ? [] : [all[from], .. all.Skip(from + 1).TakeWhile(other => other.Level > section.Level)];
    }
}
