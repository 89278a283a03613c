using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>The name of a node and the brackets around its label.</summary>
internal static partial class FlowchartShape
{
    // Longer openings first: each is tried until one is closed.
    private static readonly (string Open, string Close)[] Shapes =
    [
        ("(((", ")))"), ("((", "))"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("{{", "}}"), ("[/", "/]"), ("[\\", "\\]"), ("[/", "\\]"), ("[\\", "/]"),
        ("(", ")"), ("[", "]"), ("{", "}"), (">", "]"),
    ];

    /// <summary>A name up to the bracket, the link or the blank behind it.</summary>
    public static string ReadName(DiagramCursor cursor)
    {
        var start = cursor.Position;
        while (!cursor.IsAtEnd && IsOfName(cursor))
        {
            cursor.Position++;
        }

        return cursor.Slice(start);
    }

    /// <summary>The shape with its label as it is to be written; null when there is none.</summary>
    public static string? Read(DiagramCursor cursor)
    {
        var start = cursor.Position;
        cursor.SkipBlanks();
        if (cursor.StartsWith("@{"))
        {
            return ReadProperties(cursor, start);
        }

        foreach (var (open, close) in Shapes)
        {
            if ((open == ">" && cursor.Position > start) || !cursor.StartsWith(open))
            {
                continue;
            }

            var from = cursor.Position;
            cursor.Position += open.Length;
            if (ReadLabel(cursor, close) is { } label)
            {
                // A flag is the only shape whose ends differ in kind, and trapezoids only differ in their slants.
                return open == ">" ? $">\"{DiagramText.Label(label)}\"]" : $"{open}\"{DiagramText.Label(label)}\"{close}";
            }

            cursor.Position = from;
        }

        cursor.Position = start;
        return null;
    }

    private static bool IsOfName(DiagramCursor cursor)
    {
        var c = cursor.Current;
        var next = cursor.Peek(1);
        return c switch
        {
            '-' => next is not ('-' or '.' or '>' or '=') && !char.IsWhiteSpace(next),
            '.' or '/' or '+' or '#' or '$' or '\\' or '\'' or '*' or '!' or '?' => true,
            '=' => next is not ('=' or '>'),
            ':' => next != ':' && !char.IsWhiteSpace(next),
            '_' => true,
            _ => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (c > 0x7F && !char.IsWhiteSpace(c) && c is not ('→' or '←' or '⇒')),
        };
    }

    private static string? ReadLabel(DiagramCursor cursor, string close)
    {
        var from = cursor.Position;
        cursor.SkipBlanks();
        if (cursor.Current == '"' && (ReadQuoted(cursor, close, crossesLines: false) ?? ReadQuoted(cursor, close, crossesLines: true)) is { } quoted)
        {
            return quoted;
        }

        cursor.Position = from;
        if (ReadBalanced(cursor, close) is { } balanced)
        {
            return balanced;
        }

        cursor.Position = from;
        return cursor.TakeUntil(close);
    }

    /// <summary>Up to a quotation mark with the closing bracket behind it, whatever quotation marks the label holds.</summary>
    private static string? ReadQuoted(DiagramCursor cursor, string close, bool crossesLines)
    {
        var from = cursor.Position;
        cursor.Position++;
        var start = cursor.Position;
        while (cursor.TakeUntil("\"", crossesLines) is not null)
        {
            var end = cursor.Position - 1;
            if (end - start > 1_000)
            {
                break;
            }

            cursor.SkipBlanks();
            if (cursor.StartsWith(close))
            {
                var behind = cursor.Position + close.Length;
                cursor.Position = end;
                var label = cursor.Slice(start);
                cursor.Position = behind;
                return label;
            }
        }

        cursor.Position = from;
        return null;
    }

    private static string? ReadBalanced(DiagramCursor cursor, string close)
    {
        var start = cursor.Position;
        var depth = 0;
        for (; !cursor.IsAtLineEnd && cursor.Position - start <= 1_000; cursor.Position++)
        {
            if (depth == 0 && cursor.StartsWith(close))
            {
                var label = cursor.Slice(start);
                cursor.Position += close.Length;
                return label;
            }

            depth += cursor.Current is '(' or '[' or '{' ? 1 : cursor.Current is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0)
            {
                return null;
            }
        }

        return null;
    }

    // A@{ shape: cyl, label: "Store" }
    private static string? ReadProperties(DiagramCursor cursor, int start)
    {
        cursor.Position += 2;
        if (cursor.TakeUntil("}", crossesLines: true) is not { } properties)
        {
            cursor.Position = start;
            return null;
        }

        return LabelProperty().Match(properties) is { Success: true } match ? $"[\"{DiagramText.Label(match.Groups["label"].Value)}\"]" : null;
    }

    [GeneratedRegex("label:\\s*\"(?<label>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelProperty();
}
