using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Reads the calls that are written in a function, in the order of its text; comments and strings apart.</summary>
internal static partial class CallScanner
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>The names that are called, each with what stands before it: <c>flags</c> and <c>parse</c> for <c>flags::parse()</c>.</summary>
    public static IEnumerable<WrittenCall> Read(SourceFile file, Passage function)
    {
        var (language, lines) = (SourceLanguage.FenceOf(file.Path), function.Evidence.Lines);
        var inComment = false;
        for (var i = function.DocstringEnd ?? function.Head; i < Math.Min(lines.Count, function.FullEnd); i++)
        {
            var line = Quoted().Replace(lines[i], "\"\"");
            var mark = language is "python" or "ruby" or "bash" or "shell" ? "#" : "//";
            line = line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line;
            if (inComment || line.Contains("/*", StringComparison.Ordinal))
            {
                inComment = !line.Contains("*/", StringComparison.Ordinal);
                continue;
            }

            foreach (Match match in Call().Matches(line))
            {
                if (Parse(match.Groups["chain"].Value, match.Index == 0 ? ' ' : line[match.Index - 1]) is { } call)
                {
                    yield return call;
                }
            }
        }
    }

    // A call on what another call gave back, and on something of something, says nothing about where it leads.
    private static WrittenCall? Parse(string chain, char before)
    {
        if (char.IsLetterOrDigit(before) || before is '_' or '.' or ':' or '$' or '@' or '!' or '"' or '>')
        {
            return null;
        }

        var isPath = chain.Contains("::", StringComparison.Ordinal);
        var parts = chain.Split(isPath ? "::" : ".");
        return parts.Length > 2 && !isPath ? null : new WrittenCall(parts.Length > 1 ? parts[^2] : "", parts[^1], isPath);
    }

    [GeneratedRegex(@"(?<chain>[A-Za-z_][A-Za-z0-9_]*((\.|::)[A-Za-z_][A-Za-z0-9_]*)*)[ ]?\(", Linear)]
    private static partial Regex Call();

    [GeneratedRegex(@"""([^""\\]|\\.)*""", Linear)]
    private static partial Regex Quoted();
}
