using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>The small forms of Markdown that pages are made of; strangers' words come in escaped.</summary>
internal static class PageMarkup
{
    private const int MaxSignatureLength = 110;
    private const int MaxSources = 14;

    public static string Fenced(string language, string text) => $"```{language}\n{text.TrimEnd('\n')}\n```\n";

    /// <summary>Citations behind the word that readers know them by.</summary>
    public static string Sources(IEnumerable<string> citations)
    {
        var distinct = citations.Where(citation => citation.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxSources).ToList();
        return distinct.Count == 0 ? "" : $"Sources: {string.Join(", ", distinct)}\n";
    }

    public static string Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder();
        Row(table, heads);
        Row(table, [.. heads.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Row(table, row);
        }

        return table.ToString();
    }

    /// <summary>Code in a cell, where a stroke would begin the next one; a backslash right before it would take the escape from it.</summary>
    public static string CellCode(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = TextClip.CutWithSign(line, MaxSignatureLength);
        return line.Length == 0 ? "" : Quotation.Code(line).Replace("\\|", "\\ |", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>Sentence quoted from the repository, marked as a quotation.</summary>
    public static string Quoted(string sentence) => $"“{Markup.Plain(sentence)}”";

    private static void Row(StringBuilder table, IReadOnlyList<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
