using System.Text;
using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>
/// Writes a page of a wiki out of the lines of its files alone: nothing in it is said that is not quoted, counted or cited, and the same files always
/// give the same page.
/// </summary>
internal static class PageWriter
{
    /// <summary>The page in the deltas in which it is streamed, at least two.</summary>
    public static IReadOnlyList<string> Write(PageFacts facts) => Compose(facts).Deltas;

    /// <summary>The page with the diagrams that were computed for it.</summary>
    public static WrittenPage Compose(PageFacts facts) => PageDraft.Write(facts);

    /// <summary>Beginning of every page: the files it is written from, and its title.</summary>
    /// <param name="title">Title of the page.</param>
    /// <param name="files">Path of each file, and where it can be opened; an empty address leaves the path as text.</param>
    /// <param name="language">Code of the page's language.</param>
    public static string Head(string title, IReadOnlyList<(string Path, string Url)> files, string language)
    {
        var head = new StringBuilder("<details>\n<summary>Relevant source files</summary>\n\n");
        foreach (var (path, url) in files)
        {
            var label = Markup.Plain(path);
            head.Append(url.Length == 0 || !IsAddress(url) ? $"- {label}\n" : $"- [{label}]({url})\n");
        }

        return head.Append("\n</details>\n\n").Append(Title(title, language)).ToString();
    }

    internal static string Title(string title, string language) =>
        $"# {(Names.Plain(title) is { Length: > 0 } plain ? Heading(plain) : new LocalizedText(language)[WikiWord.Overview])}\n\n";

    // Before a blank it begins no character reference, and readers look for the title as it is.
    private static string Heading(string title) => Markup.Plain(title).Replace("\\& ", "& ", StringComparison.Ordinal);

    // It stands between round brackets.
    private static bool IsAddress(string url) => url.IndexOfAny([' ', '(', ')', '<', '>', '\n', '\r', '\\', '"']) < 0;
}
