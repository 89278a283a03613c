using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Writes strangers' words as Markdown in which nothing comes alive.</summary>
internal static partial class SafeText
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Words escaped, addresses as code, since a reader's program would make links of them.</summary>
    public static string Escape(string text)
    {
        if (!Markup.HoldsAddress(text))
        {
            return Spaced(text);
        }

        var escaped = new System.Text.StringBuilder();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            escaped.Append(Spaced(text[from..match.Index])).Append(Quotation.Code(match.Value));
            from = match.Index + match.Length;
        }

        return escaped.Append(Spaced(text[from..])).ToString();
    }

    /// <summary>A whole line of text that must not begin a list, a heading or a number.</summary>
    public static string Line(string text)
    {
        var trimmed = text.Trim();
        return trimmed is ['-' or '+' or '=', ..] ? "\\" + trimmed : Number().IsMatch(trimmed) ? Number().Replace(trimmed, "${digits}\\${sign}", 1) : trimmed;
    }

    // Blanks at the ends part it from what stands beside it.
    private static string Spaced(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var plain = Markup.Plain(text);
        return (char.IsWhiteSpace(text[0]) ? " " : "") + plain + (plain.Length > 0 && char.IsWhiteSpace(text[^1]) ? " " : "");
    }

    [GeneratedRegex(@"[\w.+\-]*(://|www\.)[^\s\[\](){}<>""'`|]*[^\s\[\](){}<>""'`|.,;:!?]", Linear)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?<digits>[0-9]+)(?<sign>[.)])\s", Linear)]
    private static partial Regex Number();
}
