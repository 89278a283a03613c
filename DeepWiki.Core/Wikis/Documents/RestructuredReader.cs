using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Documents;

/// <summary>Reads reStructuredText into blocks: titles, paragraphs, lists, definitions, code, notes and the objects it describes.</summary>
/// <param name="firstLine">Number of the first line.</param>
internal sealed partial class RestructuredReader(int firstLine)
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int MaxDepth = 5;

    private readonly List<DocumentBlock> blocks = [];
    private readonly List<(char Mark, bool Over)> levels = [];
    private readonly List<(string Heading, string Target)> contents = [];
    private string heading = "";

    /// <summary>Documents of its tables of contents, with the headings they stand under.</summary>
    public IReadOnlyList<(string Heading, string Target)> Contents => contents;

    public IReadOnlyList<DocumentBlock> Read(IReadOnlyList<string> lines)
    {
        Read(lines, 0, lines.Count, 0);
        return blocks;
    }

    private void Read(IReadOnlyList<string> lines, int from, int to, int depth)
    {
        var at = from;
        while (at < to)
        {
            var line = lines[at];
            if (line.Trim().Length == 0)
            {
                at++;
            }
            else if (depth == 0 && TitleAt(lines, at, to) is var (length, title, mark, over) && length > 0)
            {
                AddTitle(title, mark, over, at, length);
                at += length;
            }
            else if (line.TrimStart().StartsWith("..", StringComparison.Ordinal) && (line.Trim().Length == 2 || line.TrimStart()[2] == ' '))
            {
                at = ReadDirective(lines, at, to, depth);
            }
            else if (Bullet().IsMatch(line))
            {
                at = ReadList(lines, at, to);
            }
            else
            {
                at = ReadText(lines, at, to, depth);
            }
        }
    }

    // Title, or a line above it too.
    private static (int Length, string Title, char Mark, bool Over) TitleAt(IReadOnlyList<string> lines, int at, int to)
    {
        if (IsRule(lines[at]) && at + 2 < to && IsRule(lines[at + 2]) && lines[at + 2][0] == lines[at][0] && lines[at + 1].Trim().Length > 0)
        {
            return (3, lines[at + 1].Trim(), lines[at][0], true);
        }

        var isTitle = at + 1 < to && !char.IsWhiteSpace(lines[at][0]) && !IsRule(lines[at]) && IsRule(lines[at + 1])
            && lines[at + 1].TrimEnd().Length >= Math.Min(3, lines[at].TrimEnd().Length);
        return isTitle ? (2, lines[at].Trim(), lines[at + 1][0], false) : default;
    }

    private static bool IsRule(string line)
    {
        var text = line.TrimEnd();
        return text.Length >= 3 && "=-~^\"'`#*+:._".Contains(text[0]) && text.All(c => c == text[0]);
    }

    private void AddTitle(string title, char mark, bool over, int at, int length)
    {
        var level = levels.IndexOf((mark, over));
        if (level < 0)
        {
            levels.Add((mark, over));
            level = levels.Count - 1;
        }

        heading = RestructuredText.Plain(title);
        if (heading.Length > 0)
        {
            blocks.Add(
                new DocumentBlock(DocumentBlockKind.Heading, RestructuredText.Markdown(title), heading, firstLine + at, firstLine + at + length - 1)
                {
                    Level = level + 1,
                });
        }
    }

    /// <summary>Index after a directive, a target, a substitution or a comment, and all that is indented below it.</summary>
    private int ReadDirective(IReadOnlyList<string> lines, int at, int to, int depth)
    {
        var indentation = Indentation(lines[at]);
        var end = EndOfIndented(lines, at + 1, to, indentation);
        if (Directive().Match(lines[at].Trim()) is not { Success: true } match)
        {
            return end;
        }

        var (name, argument) = (match.Groups["name"].Value, match.Groups["argument"].Value.Trim());
        var body = at + 1;
        while (body < end && (lines[body].TrimStart() is [':', ..] || lines[body].Trim().Length == 0))
        {
            body++;
        }

        switch (name)
        {
            case "code" or "code-block" or "sourcecode" or "prompt" or "parsed-literal" or "ipython":
                AddCode(lines, body, end, argument.Split(' ')[0]);
                break;
            case "toctree":
                contents.AddRange(
                    lines.Skip(body).Take(end - body).Select(line => line.Trim()).Where(line => line.Length > 0)
                        .Select(line => Target().Match(line) is { Success: true } named ? named.Groups["target"].Value : line)
                        .Select(target => (heading, target)));
                break;
            case "note" or "tip" or "important" or "warning" or "caution" or "hint" or "danger" or "attention" or "admonition":
                AddNote(lines, argument, at, body, end);
                break;
            case "highlight" or "module" or "currentmodule" or "py:module" or "versionadded" or "versionchanged" or "image" or "figure" or "contents"
                or "include"
                or "raw" or "index" or "literalinclude" or "only" or "meta" or "tags" or "rubric" or "seealso" or "deprecated" or "list-table" or "csv-table":
                break;
            default:
                if (argument.Length > 0 && depth < MaxDepth && !name.StartsWith("auto", StringComparison.Ordinal) && Object().IsMatch(name))
                {
                    blocks.Add(
                        new DocumentBlock(DocumentBlockKind.Paragraph, $"**{Quotation.Code(argument)}**", argument, firstLine + at, firstLine + at));
                    Read(Dedent(lines, body, end), body, end, depth + 1);
                }

                break;
        }

        return end;
    }

    private void AddNote(IReadOnlyList<string> lines, string argument, int at, int body, int end)
    {
        var text = string.Join(' ', lines.Skip(body).Take(end - body).Select(line => line.Trim()).Prepend(argument).Where(line => line.Length > 0));
        Add(DocumentBlockKind.Note, "> " + SafeText.Line(RestructuredText.Markdown(text)), RestructuredText.Plain(text), at, end);
    }

    private void AddCode(IReadOnlyList<string> lines, int from, int to, string language)
    {
        while (from < to && lines[from].Trim().Length == 0)
        {
            from++;
        }

        while (to > from && lines[to - 1].Trim().Length == 0)
        {
            to--;
        }

        if (to > from)
        {
            var common = lines.Skip(from).Take(to - from).Where(line => line.Trim().Length > 0).Min(Indentation);
            var text = string.Join('\n', lines.Skip(from).Take(to - from).Select(line => line.Length > common ? line[common..] : ""));
            blocks.Add(new DocumentBlock(DocumentBlockKind.Code, text, "", firstLine + from, firstLine + to - 1) { Language = language });
        }
    }

    private int ReadList(IReadOnlyList<string> lines, int at, int to)
    {
        var start = at;
        var items = new List<(int Indentation, string Text)>();
        while (at < to)
        {
            var line = lines[at];
            if (line.Trim().Length == 0)
            {
                // A list goes on behind a blank line with another item or an indented paragraph.
                var next = at;
                while (next < to && lines[next].Trim().Length == 0)
                {
                    next++;
                }

                if (next >= to || !(Bullet().IsMatch(lines[next]) || Indentation(lines[next]) > Indentation(lines[start])))
                {
                    break;
                }

                at = next;
                continue;
            }

            if (Bullet().Match(line) is { Success: true } bullet)
            {
                items.Add((bullet.Groups["blank"].Length, bullet.Groups["text"].Value));
            }
            else if (items.Count > 0 && Indentation(line) > Indentation(lines[start]))
            {
                items[^1] = (items[^1].Indentation, $"{items[^1].Text} {line.Trim()}");
            }
            else
            {
                break;
            }

            at++;
        }

        var outer = items.Min(item => item.Indentation);
        var text = items.Where(item => item.Text.Trim().Length > 0)
            .Select(item => $"{(item.Indentation > outer ? "  " : "")}- {RestructuredText.Markdown(item.Text.TrimEnd(':'))}");
        Add(DocumentBlockKind.List, string.Join('\n', text), RestructuredText.Plain(string.Join(' ', items.Select(item => item.Text))), start, at);
        return at;
    }

    /// <summary>Index after a paragraph, with the literal block or the definition that follows it.</summary>
    private int ReadText(IReadOnlyList<string> lines, int at, int to, int depth)
    {
        var end = at;
        var indentation = Indentation(lines[at]);
        while (end < to && lines[end].Trim().Length > 0 && (end == at || Indentation(lines[end]) == indentation))
        {
            end++;
        }

        var first = lines[at].TrimStart();
        if (first.StartsWith(">>>", StringComparison.Ordinal) || Grid().IsMatch(first))
        {
            end = Math.Max(end, EndOfParagraph(lines, at, to));
            AddCode(lines, at, end, first[0] == '>' ? "pycon" : "text");
            return end;
        }

        // :param name: the name. Fields say what the reference tables of pages do not need.
        if (first[0] == ':' && Field().IsMatch(first))
        {
            return EndOfIndented(lines, at + 1, to, indentation);
        }

        var text = string.Join(' ', lines.Skip(at).Take(end - at).Select(line => line.Trim()));
        var isDefinition = end < to && end - at == 1 && lines[end].Trim().Length > 0 && Indentation(lines[end]) > indentation && depth < MaxDepth;
        if (isDefinition && !text.EndsWith("::", StringComparison.Ordinal))
        {
            var stop = EndOfIndented(lines, end, to, indentation);
            var meaning = string.Join(' ', lines.Skip(end).Take(stop - end)
                .Select(line => line.Trim()).TakeWhile(line => !line.StartsWith("..", StringComparison.Ordinal)));
            Add(
                DocumentBlockKind.List, $"- **{RestructuredText.Markdown(text)}** – {RestructuredText.Markdown(meaning)}",
                $"{RestructuredText.Plain(text)}: {RestructuredText.Plain(meaning)}", at, stop);
            return stop;
        }

        var isLiteral = text.EndsWith("::", StringComparison.Ordinal);
        text = isLiteral ? text[..^1] : text;
        if (text.Trim(':', ' ').Length > 0)
        {
            Add(DocumentBlockKind.Paragraph, SafeText.Line(RestructuredText.Markdown(text)), RestructuredText.Plain(text), at, end);
        }

        if (!isLiteral)
        {
            return end;
        }

        var literal = EndOfIndented(lines, end, to, indentation);
        AddCode(lines, end, literal, "");
        return Math.Max(end, literal);
    }

    private void Add(DocumentBlockKind kind, string markdown, string plain, int from, int to)
    {
        if (plain.Any(char.IsLetterOrDigit))
        {
            blocks.Add(new DocumentBlock(kind, markdown, plain, firstLine + from, firstLine + Math.Max(from, to - 1)));
        }
    }

    private static int EndOfParagraph(IReadOnlyList<string> lines, int at, int to)
    {
        while (at < to && lines[at].Trim().Length > 0)
        {
            at++;
        }

        return at;
    }

    private static int EndOfIndented(IReadOnlyList<string> lines, int at, int to, int indentation)
    {
        var end = at;
        for (var i = at; i < to; i++)
        {
            if (lines[i].Trim().Length == 0)
            {
                continue;
            }

            if (Indentation(lines[i]) <= indentation)
            {
                break;
            }

            end = i + 1;
        }

        return end;
    }

    private static string[] Dedent(IReadOnlyList<string> lines, int from, int to)
    {
        var body = lines.Skip(from).Take(to - from).Where(line => line.Trim().Length > 0).ToList();
        var common = body.Count == 0 ? 0 : body.Min(Indentation);
        return [.. lines.Select((line, index) => index >= from && index < to && line.Length >= common ? line[common..] : line)];
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^(?<blank>\s*)([*\-+•]|#\.|[0-9]{1,3}[.)])\s+(?<text>\S.*)$", Linear)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\.\.\s+(?<name>[A-Za-z][\w:\-]*)::(?<argument>.*)$", Linear)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(py:|js:|c:|cpp:|rst:)?(class|function|method|classmethod|staticmethod|attribute|property|data|exception|decorator|setting|signal"
        + @"|reqmeta|command|option|envvar|confval|describe|object|event|macro|type|decorator|coroutinefunction|coroutinemethod|program)$", Linear)]
    private static partial Regex Object();

    [GeneratedRegex(@"<(?<target>[^<>]+)>\s*$", Linear)]
    private static partial Regex Target();

    [GeneratedRegex(@"^:[A-Za-z][\w\- *]*:", Linear)]
    private static partial Regex Field();

    // +----+----+   ====  ====
    [GeneratedRegex(@"^(\+[-=+]+\+|={2,}(\s+={2,})+)\s*$", Linear)]
    private static partial Regex Grid();
}
