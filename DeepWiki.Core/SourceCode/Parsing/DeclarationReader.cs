namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Reads what a source file declares: from tags of ctags, mended and completed, or line by line where there are none.</summary>
internal static class DeclarationReader
{
    // Code that goes on for longer is made to cost time.
    private const int MaxIndentedLines = 5_000;

    /// <summary>Declarations in line order; those of types without a name have none either.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="language">Its language.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="tags">Tags that ctags found; null where it was not asked or failed.</param>
    public static IReadOnlyList<Declaration> Read(string path, SourceLanguage language, SourceLines lines, IReadOnlyList<SymbolTag>? tags)
    {
        var isTest = FileKinds.Classify(path).HasFlag(FileKind.Test);
        var found = tags is null || language.Ctags is not { } extension
            ? DeclarationScanner.Find(path, lines)
            : FromTags(path, extension, lines, TagRepair.Repair(extension, lines, tags), isTest);
        var marks = new DeclarationMarks(language, lines);
        var last = 0;
        var indented = (Line: 0, End: 0);
        for (var i = 0; i < found.Count; i++)
        {
            // A line may hold thousands of them: its end is looked for once.
            var (line, end) = (found[i].Line, found[i].EndLine);
            if (end <= line)
            {
                indented = indented.Line == line ? indented : (line, EndByIndentation(lines, line));
                end = indented.End;
            }

            found[i] = marks.Complete(found[i], last, end, isTest);
            last = line;
        }

        return Declaration.WithScopes(found);
    }

    private static List<Declaration> FromTags(string path, string extension, SourceLines lines, IReadOnlyList<SymbolTag> tags, bool isTest)
    {
        var inside = tags.Where(tag => tag.Line >= 1 && tag.Line <= lines.Count && TagKinds.Classify(extension, tag) is not null).ToList();
        var taken = inside.Where(tag => !TagKinds.IsValue(tag)).Select(tag => tag.Line).ToHashSet();
        return
        [
            .. inside
                .Where(tag => !TagKinds.IsValue(tag) || (!isTest && !taken.Contains(tag.Line) && IsAtLeftEdge(lines[tag.Line])))
                .OrderBy(tag => tag.Line)
                .Select(tag => FromTag(path, extension, lines, tag))
                .DistinctBy(declaration => (declaration.Line, declaration.FullName)),
        ];
    }

    private static Declaration FromTag(string path, string extension, SourceLines lines, SymbolTag tag)
    {
        var kind = TagKinds.Classify(extension, tag) ?? DeclarationKind.Unknown;

        // export const parse = async (text) => { is a function, whatever else it is.
        if (kind == DeclarationKind.Constant && extension is "js" or "ts" && lines.Length(tag.Line) < 400
            && DeclarationScanner.Read(path, lines[tag.Line].ToString()) is { Kind: DeclarationKind.Function } function && function.Name == tag.Name)
        {
            kind = DeclarationKind.Function;
        }

        var name = QualifiedName(tag);
        return new Declaration(tag.Line, name[(name.LastIndexOf('.') + 1)..], name, kind) { EndLine = Math.Min(tag.EndLine ?? 0, lines.Count) };
    }

    private static bool IsAtLeftEdge(ReadOnlySpan<char> line) => line.Length > 0 && !char.IsWhiteSpace(line[0]);

    private static string QualifiedName(SymbolTag tag)
    {
        if (tag.Name.StartsWith("__anon", StringComparison.Ordinal) || tag.Name.StartsWith("anonymous", StringComparison.Ordinal))
        {
            return "";
        }

        var scope = tag.Scope?.Replace("::", ".", StringComparison.Ordinal).Replace("->", ".", StringComparison.Ordinal).Replace('\\', '.').Replace('/', '.');
        return string.IsNullOrEmpty(scope) ? tag.Name : $"{scope}.{tag.Name}";
    }

    // What ctags does not know the end of ends by its indentation, which nearly all code keeps.
    private static int EndByIndentation(SourceLines lines, int declared)
    {
        if (lines[declared].TrimEnd().EndsWith(";"))
        {
            return declared;
        }

        var outer = Indentation(lines, declared);
        var last = declared;
        var limit = Math.Min(lines.Count, declared + MaxIndentedLines);
        for (var line = declared + 1; line <= limit; line++)
        {
            var text = lines[line].Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            if (Indentation(lines, line) is var indentation && indentation <= outer)
            {
                var closes = text[0] is '}' or ')' or ']' || IsEnd(text);
                if (closes && !text.EndsWith("{"))
                {
                    return indentation == outer ? line : last;
                }

                if (!closes && text[0] != '{')
                {
                    return last;
                }
            }

            last = line;
        }

        return last;
    }

    // end   End Sub
    private static bool IsEnd(ReadOnlySpan<char> text) =>
        text.StartsWith("end", StringComparison.OrdinalIgnoreCase) && (text.Length == 3 || !(char.IsLetterOrDigit(text[3]) || text[3] == '_'));

    private static int Indentation(SourceLines lines, int line) => lines[line].Length - lines[line].TrimStart().Length;
}
