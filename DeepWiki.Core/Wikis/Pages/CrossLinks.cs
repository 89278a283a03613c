using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Links from the prose of a page to other pages: where a document links to theirs, and where it first mentions their title or a type that is
/// theirs.</summary>
internal sealed class CrossLinks
{
    private const int MinTitle = 5;
    private const int MaxLinks = 6;

    private readonly IReadOnlyList<PageLink> pages;
    private readonly Dictionary<string, PageLink> byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageLink?> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageLink> byTitle = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Regex? mention;

    public CrossLinks(PageFacts facts)
    {
        pages = [.. facts.Pages.Where(page => page.Title != facts.Title && page.Address.Length > 0)];
        var own = facts.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var path in page.Files.Where(path => !own.Contains(path)))
            {
                byFile.TryAdd(path, page);
                var name = Path.GetFileNameWithoutExtension(path);
                byName[name] = byName.TryGetValue(name, out var other) && other != page ? null : page;
            }

            byTitle.TryAdd(Markup.Plain(page.Title), page);
        }

        var titles = byTitle.Keys.Where(title => title.Length >= MinTitle).OrderByDescending(title => title.Length).Select(Regex.Escape).ToList();
        mention = pages.Count == 0 ? null
            : new Regex(
                @"(?<skip>\[[^\[\]\n]*\]\([^()\n]*\)|``[^`\n]+``|\*\*[^*\n]*\*\*)|`(?<code>[A-Za-z_][\w.]*)`|(?<skip>`[^`\n]*`)"
                    + (titles.Count > 0 ? $@"|\b(?<title>{string.Join('|', titles)})\b" : ""),
                RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
    }

    /// <summary>Lets what was linked be linked once more: a new section begins.</summary>
    public void Begin() => seen.Clear();

    /// <summary>The text of a block with links to pages in it, and without marks of others.</summary>
    /// <param name="text">Text of a block.</param>
    /// <param name="path">File it stands in.</param>
    public string Write(string text, string path)
    {
        var resolved = RepositoryLink.Resolve(text, (target, label) =>
            Target(path, target) is { } file && byFile.TryGetValue(file, out var page) && seen.Add(page.Address) && !label.Contains('[')
                ? $"[{label}]({page.Address})" : label);
        return mention is null ? resolved : mention.Replace(resolved, match => Link(match, resolved));
    }

    private string Link(Match match, string text)
    {
        var page = match.Groups["title"] is { Success: true } title ? byTitle.GetValueOrDefault(title.Value)
            : match.Groups["code"] is { Success: true } code ? byName.GetValueOrDefault(code.Value[(code.Value.LastIndexOf('.') + 1)..])
            : null;
        return page is not null && (match.Groups["code"].Success ? match.Value.Any(char.IsUpper) : IsMention(match, text)) && seen.Count < MaxLinks
            && seen.Add(page.Address) ? $"[{match.Value}]({page.Address})" : match.Value;
    }

    // "The Silver Searcher" is no searcher, and --ignore no page of that name; a title of several words is meant wherever it stands.
    private static bool IsMention(Match match, string text)
    {
        if (match.Value.Contains(' '))
        {
            return true;
        }

        var before = text[..match.Index].TrimEnd(' ');
        var word = before[(before.LastIndexOfAny([' ', '\n']) + 1)..];
        var after = match.Index + match.Length;
        return char.IsUpper(match.Value[0]) && (match.Index == 0 || text[match.Index - 1] is ' ' or '(' or '\n') && (word.Length == 0 || !char.IsUpper(word[0]))
            && (after == text.Length || text[after] is ' ' or ',' or '.' or ')' or '\n' or ';');
    }

    // ../topics/items.html   topics/items
    private string? Target(string from, string target)
    {
        var plain = target.Split('#', '?')[0];
        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in plain.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        var path = string.Join('/', parts);
        var stem = Path.GetExtension(path) is ".html" or ".md" or ".rst" ? path[..^Path.GetExtension(path).Length] : path;
        return new[] { path, stem + ".md", stem + ".rst", stem + "/index.md", stem + "/README.md" }.FirstOrDefault(byFile.ContainsKey);
    }
}
