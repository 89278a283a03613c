using System.Text;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Names of the files of pages: no name leads out of its folder, and no two are equal, in lower case either.</summary>
internal sealed class PageFileNames
{
    // Names of other files of an export, and of devices where a name cannot be one.
    private static readonly string[] Reserved =
    [
        "index", "search", "llms", "llms-full", "wiki", "con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
    ];

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public PageFileNames(IEnumerable<string> slugs, string ending)
    {
        var taken = new HashSet<string>(Reserved, StringComparer.OrdinalIgnoreCase);
        foreach (var slug in slugs)
        {
            var safe = Safe(slug);
            var free = safe;
            for (var n = 2; !taken.Add(free); n++)
            {
                free = $"{safe}-{n}";
            }

            names[slug] = free + ending;
        }
    }

    /// <summary>The file of a slug; null when no page has it.</summary>
    public string? Find(string slug) => names.GetValueOrDefault(slug);

    public string this[string slug] => names[slug];

    /// <summary>The file that a link of a page leads to, with its anchor; null when it leads to no page.</summary>
    /// <param name="url">An address such as <c>storage</c>, <c>./storage.md#tables</c>.</param>
    public string? Resolve(string url)
    {
        var (slug, anchor) = PageLinks.Split(url);
        return slug is not null && Find(slug) is { } file ? Uri.EscapeDataString(file) + anchor : null;
    }

    private static string Safe(string slug)
    {
        var text = new StringBuilder(slug.Length);
        foreach (var rune in slug.EnumerateRunes())
        {
            text.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' ? rune.ToString() : "-");
        }

        return text.Length == 0 ? "page" : text.ToString();
    }
}
