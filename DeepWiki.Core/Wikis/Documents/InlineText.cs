using System.Net;
using System.Text;
using DeepWiki.Core.SourceCode;
using Markdig.Syntax.Inlines;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Writes the inner text of Markdown's blocks.</summary>
internal static class InlineText
{
    private const int MaxDepth = 12;

    /// <summary>Safe Markdown: emphasis and code as they are, links within the repository marked, pictures, HTML and other links without their
    /// address.</summary>
    public static string Markdown(ContainerInline? container)
    {
        var text = new StringBuilder();
        Append(text, container, isPlain: false, 0);
        return string.Join('\n', text.ToString().Split('\n').Select(SafeText.Line)).Trim();
    }

    /// <summary>The words alone.</summary>
    public static string Plain(ContainerInline? container)
    {
        var text = new StringBuilder();
        Append(text, container, isPlain: true, 0);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, ContainerInline? container, bool isPlain, int depth)
    {
        if (container is null || depth > MaxDepth)
        {
            return;
        }

        // What looks like an address only as a whole is escaped as a whole, whatever cuts it.
        var words = new StringBuilder();
        foreach (var inline in container)
        {
            if (WordsOf(inline) is { } literal)
            {
                words.Append(literal);
                continue;
            }

            Flush(text, words, isPlain);
            AppendMarkup(text, inline, isPlain, depth);
        }

        Flush(text, words, isPlain);
    }

    private static string? WordsOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        HtmlInline html => html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : "",
        LinkInline { IsImage: true } => "",
        _ => null,
    };

    private static void Flush(StringBuilder text, StringBuilder words, bool isPlain)
    {
        text.Append(isPlain ? words.ToString() : SafeText.Escape(words.ToString()));
        words.Clear();
    }

    private static void AppendMarkup(StringBuilder text, Inline inline, bool isPlain, int depth)
    {
        switch (inline)
        {
            case CodeInline code:
                text.Append(isPlain ? code.Content : Quotation.Code(code.Content.Replace('\n', ' ')));
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case AutolinkInline link:
                text.Append(isPlain ? link.Url : Quotation.Code(link.Url));
                break;
            case LinkInline link:
                AppendLink(text, link, isPlain, depth);
                break;
            case EmphasisInline emphasis:
                AppendEmphasis(text, emphasis, isPlain, depth);
                break;
            case ContainerInline inner:
                Append(text, inner, isPlain, depth + 1);
                break;
        }
    }

    private static void AppendLink(StringBuilder text, LinkInline link, bool isPlain, int depth)
    {
        var label = new StringBuilder();
        Append(label, link, isPlain, depth + 1);
        var url = link.Url is { } address ? WebUtility.UrlDecode(address) : null;
        text.Append(
            !isPlain && RepositoryLink.IsInside(url) && !string.IsNullOrWhiteSpace(label.ToString()) ? RepositoryLink.Mark(url!, label.ToString()) // IsInside.
                : label.ToString());
    }

    private static void AppendEmphasis(StringBuilder text, EmphasisInline emphasis, bool isPlain, int depth)
    {
        var inner = new StringBuilder();
        Append(inner, emphasis, isPlain, depth + 1);
        var words = inner.ToString();
        var mark = isPlain || string.IsNullOrWhiteSpace(words) ? "" : new string('*', Math.Min(2, emphasis.DelimiterCount));
        text.Append(mark).Append(mark.Length > 0 ? words.Trim() : words).Append(mark);
    }
}
