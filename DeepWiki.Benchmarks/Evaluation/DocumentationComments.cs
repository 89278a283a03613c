using System.Text.RegularExpressions;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Finds the documentation comments of a source file by the habits of its language.</summary>
internal static partial class DocumentationComments
{
    private static readonly string[] Blocks =
        [".java", ".kt", ".js", ".mjs", ".jsx", ".ts", ".tsx", ".php", ".scala", ".c", ".h", ".cc", ".cpp", ".hpp", ".groovy", ".vue"];

    public static IEnumerable<DocumentationComment> In(string path, string text)
    {
        var lines = text.Split('\n');
        return Path.GetExtension(path) switch
        {
            ".cs" or ".rs" or ".swift" or ".dart" => Above(lines, "///"),
            ".go" => Above(lines, "//"),
            ".rb" => Above(lines, "#"),
            ".py" or ".pyi" => Docstrings(lines),
            var extension when Blocks.Contains(extension) => InBlocks(lines),
            _ => [],
        };
    }

    private static IEnumerable<DocumentationComment> Above(string[] lines, string marker)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            var end = start;
            while (end < lines.Length && lines[end].TrimStart().StartsWith(marker, StringComparison.Ordinal))
            {
                end++;
            }

            if (end > start)
            {
                var text = string.Join('\n', lines[start..end].Select(line => line.TrimStart()[marker.Length..].TrimStart('!', '/').Trim()));
                if (NameAt(lines, end) is { } name)
                {
                    yield return new DocumentationComment(Words(text), start + 1, end, name);
                }

                start = end;
            }
        }
    }

    private static IEnumerable<DocumentationComment> InBlocks(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].TrimStart().StartsWith("/**", StringComparison.Ordinal))
            {
                continue;
            }

            var end = start;
            while (end < lines.Length && !lines[end].Contains("*/", StringComparison.Ordinal))
            {
                end++;
            }

            if (end < lines.Length && NameAt(lines, end + 1) is { } name)
            {
                var text = string.Join(
                    '\n', lines[start..(end + 1)].Select(line => line.Trim().TrimStart('/', '*').Replace("*/", "", StringComparison.Ordinal).Trim()));
                yield return new DocumentationComment(Words(text), start + 1, end + 1, name);
            }

            start = end;
        }
    }

    private static IEnumerable<DocumentationComment> Docstrings(string[] lines)
    {
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (!line.StartsWith("\"\"\"", StringComparison.Ordinal) || !lines[i - 1].TrimEnd().EndsWith(':'))
            {
                continue;
            }

            // The head of a declaration may be spread over lines.
            var head = i - 1;
            while (head > 0 && i - head < 20 && !PythonHead().IsMatch(lines[head]))
            {
                head--;
            }

            var end = i;
            while (end < lines.Length && !(end == i ? line[3..] : lines[end]).Contains("\"\"\"", StringComparison.Ordinal))
            {
                end++;
            }

            if (end < lines.Length && PythonHead().Match(lines[head]) is { Success: true } match)
            {
                yield return new DocumentationComment(
                    Words(string.Join('\n', lines[i..(end + 1)].Select(part => part.Trim().Replace("\"\"\"", "", StringComparison.Ordinal)))), i + 1, end + 1,
                    match.Groups["name"].Value);
            }

            i = end;
        }
    }

    // The name in the first line below that is no attribute, annotation or decorator.
    private static string? NameAt(string[] lines, int line)
    {
        while (line < lines.Length && Attribute().IsMatch(lines[line]))
        {
            line++;
        }

        return line < lines.Length && Declaration().Match(lines[line]) is { Success: true } match ? match.Groups["name"].Value : null;
    }

    // Up to the first blank line or tag, without markup.
    private static string Words(string text)
    {
        var paragraph = Stop().Split(text.TrimStart())[0];
        return Spaces().Replace(Markup().Replace(Link().Replace(paragraph, "${name}"), " "), " ").Trim();
    }

    [GeneratedRegex(@"^\s*(async\s+)?(def|class)\s+(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PythonHead();

    [GeneratedRegex(@"^\s*(\[.*\]\s*$|@[\w.]+(\(.*\))?\s*$|#\[.*\]\s*$|//)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Attribute();

    [GeneratedRegex(
        @"\b(class|struct|interface|enum|record|trait|type|fn|func|def|function|fun|object|module|protocol|namespace)\s+(\([^)]*\)\s*)?(?<name>\w+)|"
            + @"(?<name>[A-Za-z_$]\w*)\s*(<[^>(]*>)?\s*[({=;:]",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(
        @"\n\s*\n|\n\s*[@:]\w+|</summary>|<p>|<remarks>|\n\s*(Args|Parameters|Returns|Example)s?:", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Stop();

    [GeneratedRegex(
        @"\{@\w+\s+(?<name>[^}]*)\}|<see(also)? cref=""(?<name>[^""]*)""\s*/>|\[`?(?<name>\w+)`?\]", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"<[^>]+>|[`*]|^@\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Spaces();
}
