using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Text inside a Mermaid diagram: whatever it holds, it ends nothing and begins nothing.</summary>
internal static partial class DiagramText
{
    private const int MaxLength = 200;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>A label to be put between double quotes.</summary>
    public static string Label(string text)
    {
        var lines = Lines(text).Select(line => Encode(line, quoted: true)).Where(line => line.Length > 0);
        return string.Join("<br/>", lines) is { Length: > 0 } label ? label : " ";
    }

    /// <summary>Text that goes up to the end of its line.</summary>
    public static string Line(string text) => string.Join(' ', Lines(text).Select(line => Encode(line, quoted: false)).Where(line => line.Length > 0));

    /// <summary>Text of a label, without quotes and with its references to characters resolved.</summary>
    public static string Decode(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length >= 2 && trimmed[0] == '"' && trimmed[^1] == '"')
        {
            trimmed = trimmed[1..^1].Trim();
        }

        if (trimmed.Length >= 2 && trimmed[0] == '`' && trimmed[^1] == '`')
        {
            trimmed = trimmed[1..^1];
        }

        // #quot; and #35; are how Mermaid spells what HTML spells &quot; and &#35;.
        trimmed = Reference().Replace(trimmed, match => char.IsAsciiDigit(match.ValueSpan[1]) ? $"&{match.Value}" : $"&{match.ValueSpan[1..]}");
        return WebUtility.HtmlDecode(trimmed);
    }

    private static string[] Lines(string text) => Break().Replace(Decode(text), "\n").Replace("\\n", "\n", StringComparison.Ordinal).Split('\n');

    private static string Encode(string line, bool quoted)
    {
        var encoded = new StringBuilder(line.Length + 8);
        var trimmed = line.Trim();
        trimmed = trimmed.Length <= MaxLength ? trimmed : trimmed[..(MaxLength - 1)] + "…";
        var begins = true;
        var last = ' ';
        foreach (var rune in trimmed.EnumerateRunes())
        {
            // A number with a point, or a dash, at the beginning would be read as a list.
            var isActive = rune.Value is '"' or '#' or '<' or '>' or '`' or '*' or '~' or '\\' or '$' or '|' or ';' or '&' or '{' or '}' or '%' or '[' or ']'
                || (begins && rune.Value is '.' or '-' or '+' or ')' or '=') || (!quoted && rune.Value is '(' or ')' or ':');
            begins &= Rune.IsDigit(rune);

            // Within a word an underscore emphasises nothing.
            isActive |= rune.Value == '_' && !char.IsAsciiLetterOrDigit(last);
            last = rune.IsBmp ? (char)rune.Value : 'x';
            if (isActive)
            {
                encoded.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
            else if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                encoded.Append(rune);
            }
        }

        // Mermaid looks for this statement anywhere in a line.
        return encoded.Replace("direction ", "direction#160;").ToString();
    }

    [GeneratedRegex(@"#(quot|amp|lt|gt|apos|nbsp|[0-9]{1,6});", Linear)]
    private static partial Regex Reference();

    [GeneratedRegex(@"<br\s*/?>|</br>", Linear)]
    private static partial Regex Break();
}
