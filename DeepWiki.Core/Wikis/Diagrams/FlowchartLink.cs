namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>The link between two nodes with its text, in all the ways it is written.</summary>
internal static class FlowchartLink
{
    /// <summary>The link as it is to be written; null when none begins here.</summary>
    public static string? Read(DiagramCursor cursor)
    {
        var isBoth = cursor.Current == '<' && cursor.Peek(1) is '-' or '=' && cursor.Take("<");
        if (cursor.Current is 'o' or 'x' && cursor.Peek(1) is '-' or '=' && cursor.Peek(2) is '-' or '=')
        {
            cursor.Position++;
        }

        if (cursor.Take("~~~"))
        {
            return "~~~";
        }

        if (cursor.Take("→") || cursor.Take("⇒"))
        {
            return $"-->{ReadText(cursor)}";
        }

        var body = cursor.TakeWhile(c => c is '-' or '=' or '.');
        if (body.Length == 0 || (body.Length == 1 && cursor.Current != '>'))
        {
            return null;
        }

        var hasHead = TakeHead(cursor);
        var stem = body.Contains('.') ? "-.-" : body.Contains('=') ? "===" : "---";
        string text;
        if (hasHead || body.Length > 2)
        {
            text = ReadText(cursor);
        }
        else if (ReadInline(cursor, body) is { } inline)
        {
            (text, hasHead) = inline;
        }
        else
        {
            text = ReadText(cursor);
        }

        var line = !hasHead ? stem : stem switch { "-.-" => "-.->", "===" => "==>", _ => "-->" };
        return $"{(isBoth && hasHead ? "<" : "")}{line}{text}";
    }

    private static bool TakeHead(DiagramCursor cursor)
    {
        if (cursor.Current == '>')
        {
            cursor.TakeWhile(c => c == '>');
            return true;
        }

        // A---oB is a circle at the end of the link only when nothing is fastened to it.
        if (cursor.Current is 'o' or 'x' && (char.IsWhiteSpace(cursor.Peek(1)) || cursor.Peek(1) == '|'))
        {
            cursor.Position++;
            return true;
        }

        return false;
    }

    // -->|text|   -->|"text"|   -->|text|>
    private static string ReadText(DiagramCursor cursor)
    {
        var start = cursor.Position;
        cursor.SkipBlanks();
        if (!cursor.Take("|") || cursor.TakeUntil("|") is not { } text)
        {
            cursor.Position = start;
            return "";
        }

        cursor.TakeWhile(c => c == '>');
        return Written(text);
    }

    // -- text -->   == text ==>   -. text .->
    private static (string Text, bool HasHead)? ReadInline(DiagramCursor cursor, string body)
    {
        var start = cursor.Position;
        var mark = body.Contains('.') ? "." : body[..1];
        var rest = cursor.RestOfLine;
        for (var at = rest.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var run = at;
            while (run < rest.Length && rest[run] is '-' or '=' or '.')
            {
                run++;
            }

            if (run - at >= 2 && (run == rest.Length || rest[run] is '>' or ' ' or 'o' or 'x' or '\t'))
            {
                cursor.Position = start + run;
                var hasHead = TakeHead(cursor);
                return (Written(rest[..at]), hasHead);
            }

            at = Math.Max(at, run - 1);
        }

        return null;
    }

    private static string Written(string text) => string.IsNullOrWhiteSpace(DiagramText.Decode(text)) ? "" : $"|\"{DiagramText.Label(text)}\"|";
}
