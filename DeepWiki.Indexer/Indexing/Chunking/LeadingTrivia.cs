using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Moves boundaries up over the comments, attributes and decorators that belong to what begins there.</summary>
internal static class LeadingTrivia
{
    private const int MaxLines = 40;

    private static readonly string[] Leads = ["//", "/*", "*", "#", "[", "@", "\"\"\"", "<!--", "--"];
    private static readonly string[] Directives = ["#include", "#define", "#if"];

    public static List<Boundary> Lift(SourceLines lines, IEnumerable<Boundary> boundaries)
    {
        var lifted = new List<Boundary>();
        var floor = 0;
        var above = 0;
        foreach (var boundary in boundaries)
        {
            // Several names on one line begin together.
            if (boundary.Line == above && lifted.Count > 0)
            {
                lifted.Add(boundary with { Line = lifted[^1].Line });
                continue;
            }

            floor = above;
            above = boundary.Line;
            var line = boundary.Line;
            while (line - 1 > floor && boundary.Line - line < MaxLines && IsLead(lines[line - 1]))
            {
                line--;
            }

            lifted.Add(boundary with { Line = line });
        }

        return lifted;
    }

    private static bool IsLead(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        foreach (var directive in Directives)
        {
            if (text.StartsWith(directive, StringComparison.Ordinal))
            {
                return false;
            }
        }

        foreach (var lead in Leads)
        {
            if (text.StartsWith(lead, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
