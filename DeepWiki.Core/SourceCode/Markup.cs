using System.Text;

namespace DeepWiki.Core.SourceCode;

/// <summary>Keeps a stranger's words from coming alive as Markdown inside a sentence of ours.</summary>
internal static class Markup
{
    private const string Active = "\\`*_{}[]<>#|~&$";

    /// <summary>True when the text can stand in a sentence: no link, address or tag, and not mostly marks.</summary>
    public static bool IsPlain(string text) =>
        !text.Contains("](", StringComparison.Ordinal) && !HoldsAddress(text) && !text.Contains('<') && text.Count(Active.Contains) * 8 <= text.Length;

    /// <summary>True when a part of the text would become a link all by itself.</summary>
    public static bool HoldsAddress(string text) => text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with every mark escaped that could mean something.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\r' or '\n')
            {
                plain.Append(' ');
                continue;
            }

            if (Active.Contains(c))
            {
                plain.Append('\\');
            }

            plain.Append(c);
        }

        return plain.ToString().Trim();
    }
}
