using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>
/// Reads the elements of an outline, and nothing else, out of text that may be no XML at all: what is no known tag is text. It goes over the
/// text once, expands no entity of the text's own, and holds no more than its limits.
/// </summary>
internal sealed class OutlineXmlReader
{
    private const int MaxAnswerLength = 1_000_000;
    private const int MaxTextLength = 2_000;
    private const int MaxTagLength = 1_000;
    private const int MaxItems = 200;
    private const int MaxDepth = 8;

    private static readonly FrozenSet<string> Leaves = new[]
    {
        "title", "description", "importance", "page_ref", "section_ref", "file_path", "related", "parent_section",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Known = Leaves.Concat(
        ["wiki_structure", "sections", "section", "pages", "page", "subsections", "relevant_files", "related_pages"]).ToFrozenSet(StringComparer.Ordinal);

    private readonly List<ReadPage> pages = [];
    private readonly List<ReadSection> sections = [];
    private readonly Stack<ReadSection> open = new();
    private readonly StringBuilder text = new();
    private string title = "";
    private string description = "";
    private string? leaf;
    private ReadPage? page;
    private bool nests;

    public static WikiOutline? Read(string answer)
    {
        var source = answer.Length > MaxAnswerLength ? answer[..MaxAnswerLength] : answer;

        // A document type could only define entities, and no outline needs one.
        if (source.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || source.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var start = source.IndexOf("<wiki_structure", StringComparison.OrdinalIgnoreCase);
        var reader = new OutlineXmlReader();
        reader.Scan(source, Math.Max(start, 0));
        return reader.Finish();
    }

    private void Scan(string source, int position)
    {
        while (position < source.Length)
        {
            var mark = source.IndexOf('<', position);
            if (mark < 0)
            {
                Append(source.AsSpan(position));
                return;
            }

            Append(source.AsSpan(position, mark - position));
            position =
                Skip(source, mark, "<!--", "-->", isText: false) ?? Skip(source, mark, "<![CDATA[", "]]>", isText: true) ?? Tag(source, mark) ?? mark + 1;
            if (position == mark + 1)
            {
                Append("<");
            }
        }
    }

    private int? Skip(string source, int mark, string opening, string closing, bool isText)
    {
        if (string.CompareOrdinal(source, mark, opening, 0, opening.Length) != 0)
        {
            return null;
        }

        var from = mark + opening.Length;
        var end = source.IndexOf(closing, from, StringComparison.Ordinal);
        if (isText)
        {
            // What stands in it is no reference to a character, whatever it looks like.
            Append(source[from..(end < 0 ? source.Length : end)].Replace("&", "&amp;", StringComparison.Ordinal));
        }

        return end < 0 ? source.Length : end + closing.Length;
    }

    // <section id="section-1">   </page>   <page_ref/>
    private int? Tag(string source, int mark)
    {
        var closes = mark + 1 < source.Length && source[mark + 1] == '/';
        var from = mark + (closes ? 2 : 1);
        var to = from;
        while (to < source.Length && (char.IsAsciiLetter(source[to]) || source[to] == '_'))
        {
            to++;
        }

        var name = source[from..to].ToLowerInvariant();
        if (!Known.Contains(name) || to >= source.Length || !(char.IsWhiteSpace(source[to]) || source[to] is '>' or '/'))
        {
            return null;
        }

        var length = source.AsSpan(to, Math.Min(MaxTagLength, source.Length - to)).IndexOfAny('<', '>');
        if (length < 0 || source[to + length] == '<')
        {
            return null;
        }

        var attributes = source.AsSpan(to, length);
        if (closes)
        {
            Close(name);
        }
        else
        {
            Open(name, Id(attributes));
            if (attributes.EndsWith("/"))
            {
                Close(name);
            }
        }

        return to + length + 1;
    }

    private static string Id(ReadOnlySpan<char> attributes)
    {
        var at = attributes.IndexOf("id", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }

        var value = attributes[(at + 2)..].TrimStart();
        if (value.IsEmpty || value[0] != '=')
        {
            return "";
        }

        value = value[1..].TrimStart();
        if (value.IsEmpty)
        {
            return "";
        }

        var quote = value[0] is '"' or '\'' ? value[0] : ' ';
        value = quote == ' ' ? value : value[1..];
        var end = value.IndexOf(quote);
        return Decode((end < 0 ? value.TrimEnd('/') : value[..end]).ToString());
    }

    private void Open(string name, string id)
    {
        EndLeaf();
        switch (name)
        {
            case "page":
                page = new ReadPage(id);
                if (pages.Count < MaxItems)
                {
                    pages.Add(page);
                }

                break;
            case "section":
                OpenSection(id);
                break;
            case "subsections":
                nests = true;
                break;
            case "sections" or "wiki_structure":
                page = null;
                break;
            case "pages" when open.Count == 0:
                page = null;
                break;
            default:
                leaf = Leaves.Contains(name) ? name : null;
                break;
        }
    }

    private void OpenSection(string id)
    {
        page = null;
        if (!nests || open.Count >= MaxDepth)
        {
            open.Clear();
        }

        var section = new ReadSection(id.Length > 0 ? id : $"section-{sections.Count + 1}");
        if (open.TryPeek(out var outer))
        {
            outer.Subsections.Add(section.Id);
        }

        if (sections.Count < MaxItems)
        {
            sections.Add(section);
        }

        nests = false;
        open.Push(section);
    }

    private void Close(string name)
    {
        EndLeaf();
        switch (name)
        {
            case "page":
                page = null;
                break;
            case "section":
                open.TryPop(out _);
                nests = open.Count > 0;
                break;
            case "subsections":
                nests = false;
                break;
            case "sections":
                open.Clear();
                break;
            default:
                break;
        }
    }

    private void Append(ReadOnlySpan<char> more)
    {
        if (leaf is not null && text.Length < MaxTextLength)
        {
            text.Append(more[..Math.Min(more.Length, MaxTextLength - text.Length)]);
        }
    }

    private void EndLeaf()
    {
        var value = Decode(text.ToString());
        text.Clear();
        var ended = leaf;
        leaf = null;
        if (ended is null || value.Length == 0)
        {
            return;
        }

        if (page is not null && ended is not ("page_ref" or "section_ref"))
        {
            page.Set(ended, value);
        }
        else if (open.TryPeek(out var section))
        {
            section.Set(ended, value);
        }
        else if (ended == "title" && title.Length == 0)
        {
            title = value;
        }
        else if (ended == "description" && description.Length == 0)
        {
            description = value;
        }
    }

    // A name of characters that no outline can hold is no name.
    private static string Decode(string value)
    {
        var kept = string.Concat(WebUtility.HtmlDecode(value).EnumerateRunes().Where(rune => !OutlineXml.IsForbidden(rune)));
        return string.Join(' ', kept.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private WikiOutline? Finish()
    {
        EndLeaf();
        var read = new List<OutlinePage>();
        foreach (var found in pages.Where(found => found.Title.Length > 0 || found.Files.Count > 0))
        {
            var id = found.Id.Length > 0 ? found.Id : string.Create(CultureInfo.InvariantCulture, $"page-{read.Count + 1}");
            read.Add(new OutlinePage(id, found.Title, found.Description, found.Importance, found.Files, found.Related));
            if (found.Section.Length > 0 && sections.Find(section => section.Id == found.Section) is { } parent && !parent.Pages.Contains(id))
            {
                parent.Pages.Add(id);
            }
        }

        return read.Count == 0
            ? null
            : new WikiOutline(
                title, description, [.. sections.Select(section => new OutlineSection(section.Id, section.Title, section.Pages, section.Subsections))], read);
    }

    private static void Add(List<string> items, string value)
    {
        if (items.Count < MaxItems)
        {
            items.Add(value);
        }
    }

    private sealed class ReadPage(string id)
    {
        public string Id { get; } = id;

        public string Title { get; private set; } = "";

        public string Description { get; private set; } = "";

        public string Section { get; private set; } = "";

        public PageImportance Importance { get; private set; } = PageImportance.Medium;

        public List<string> Files { get; } = [];

        public List<string> Related { get; } = [];

        public void Set(string leaf, string value)
        {
            switch (leaf)
            {
                case "title" when Title.Length == 0:
                    Title = value;
                    break;
                case "description" when Description.Length == 0:
                    Description = value;
                    break;
                case "importance":
                    Importance = value.ToLowerInvariant() switch { "high" => PageImportance.High, "medium" => PageImportance.Medium, _ => PageImportance.Low };
                    break;
                case "file_path":
                    Add(Files, value);
                    break;
                case "related":
                    Add(Related, value);
                    break;
                case "parent_section":
                    Section = value;
                    break;
                default:
                    break;
            }
        }
    }

    private sealed class ReadSection(string id)
    {
        public string Id { get; } = id;

        public string Title { get; private set; } = "";

        public List<string> Pages { get; } = [];

        public List<string> Subsections { get; } = [];

        public void Set(string leaf, string value)
        {
            switch (leaf)
            {
                case "title" when Title.Length == 0:
                    Title = value;
                    break;
                case "page_ref":
                    Add(Pages, value);
                    break;
                case "section_ref":
                    Add(Subsections, value);
                    break;
                default:
                    break;
            }
        }
    }
}
