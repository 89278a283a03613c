using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Elements at one depth of XML, HTML or a component file, where each begins a line. Broken markup gives fewer of them, never an error.</summary>
internal sealed class MarkupOutline(SourceLines lines, int wantedDepth, bool isHtml)
{
    private const int MaxName = 80;

    private static readonly string[] Void =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private static readonly string[] Raw = ["script", "style"];

    private readonly List<Boundary> boundaries = [];
    private readonly string text = lines.Text;
    private int depth;

    public Outline Read()
    {
        for (var at = Find('<', 0); at >= 0 && at + 1 < text.Length; at = Find('<', at))
        {
            at = text[at + 1] switch
            {
                '!' when Starts(at, "<!--") => After("-->", at + 4),
                '!' when Starts(at, "<![CDATA[") => After("]]>", at + 9),
                '!' or '?' => After(">", at + 2),
                '/' => Close(at),
                var next when char.IsLetter(next) || next == '_' => Open(at),
                _ => at + 1,
            };
        }

        return boundaries.Count < 2 ? Outline.None : new Outline(ChunkKind.Structure, LeadingTrivia.Lift(lines, boundaries));
    }

    private int Open(int at)
    {
        var nameEnd = at + 1;
        while (nameEnd < text.Length && nameEnd - at < MaxName && (char.IsLetterOrDigit(text[nameEnd]) || text[nameEnd] is '_' or '-' or '.' or ':'))
        {
            nameEnd++;
        }

        var name = text[(at + 1)..nameEnd];
        var line = lines.LineAt(at);
        if (depth == wantedDepth && lines[line].TrimStart().StartsWith('<' + name) && (boundaries.Count == 0 || boundaries[^1].Line < line))
        {
            boundaries.Add(new Boundary(line, name));
        }

        var end = TagEnd(nameEnd);
        var isEmpty = text[Math.Min(end, text.Length) - 2] == '/' || (isHtml && Void.Contains(name, StringComparer.OrdinalIgnoreCase));
        depth += isEmpty ? 0 : 1;

        // Scripts hold "<" as an operator: nothing counts until they close.
        return isHtml && !isEmpty && Raw.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? text.IndexOf("</" + name, end, StringComparison.OrdinalIgnoreCase) is var close && close >= 0 ? close : text.Length
            : end;
    }

    private int Close(int at)
    {
        depth = Math.Max(0, depth - 1);

        return After(">", at);
    }

    // Behind the ">" that is in no quotes.
    private int TagEnd(int at)
    {
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var character = text[at];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == '>')
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    private bool Starts(int at, string word) => text.AsSpan(at).StartsWith(word, StringComparison.Ordinal);

    private int Find(char character, int from) => from >= text.Length ? -1 : text.IndexOf(character, from);

    private int After(string word, int from)
    {
        var at = from >= text.Length ? -1 : text.IndexOf(word, from, StringComparison.Ordinal);

        return at < 0 ? text.Length : at + word.Length;
    }
}
