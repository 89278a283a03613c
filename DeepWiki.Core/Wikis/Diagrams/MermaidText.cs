using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>
/// Writes diagrams anew as models meant them: what is read by a grammar narrower than Mermaid's is written in the one form that always parses. What
/// is only decoration, or could act, is left out.
/// </summary>
internal static partial class MermaidText
{
    internal const int MaxEdges = 500;

    /// <summary>Most levels blocks may nest: every line is indented by its depth.</summary>
    internal const int MaxNestingDepth = 16;

    internal const int MaxLength = 50_000;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>The diagram repaired; null when it is of no known kind, too large, or cannot be understood.</summary>
    public static string? Repair(string source)
    {
        if (source.Length > MaxLength)
        {
            return null;
        }

        var text = Directive().Replace(Fence().Replace(source.ReplaceLineEndings("\n"), ""), "").Trim();
        text = Comment().Replace(FrontMatter().Replace(text, ""), "").Trim();
        var header = Header().Match(text);
        if (!header.Success)
        {
            return null;
        }

        var body = text[header.Length..];
        var repaired = header.Groups["kind"].Value.ToLowerInvariant() switch
        {
            "graph" or "flowchart" or "flowchart-elk" => FlowchartRepair.Repair(body),
            "sequencediagram" => SequenceRepair.Repair(body),
            "classdiagram" or "classdiagram-v2" => ClassDiagramRepair.Repair(body),
            "statediagram" or "statediagram-v2" => StateDiagramRepair.Repair(body),
            "erdiagram" => EntityDiagramRepair.Repair(body),
            _ => null,
        };
        return repaired is { Length: <= MaxLength } ? repaired : null;
    }

    [GeneratedRegex(
        @"^(?<kind>graph|flowchart-elk|flowchart|sequenceDiagram|classDiagram-v2|classDiagram|stateDiagram-v2|stateDiagram|erDiagram)\b"
            + @"([ 	]+(TB|TD|BT|RL|LR)\b)?[ 	]*[;
]?",
        Linear | RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(@"^[ \t]*(```|~~~)[a-zA-Z]*[ \t]*$", Linear | RegexOptions.Multiline)]
    private static partial Regex Fence();

    // %%{init: {"theme": "dark"}}%%
    [GeneratedRegex(@"%%\{[^%]*\}%%", Linear)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^[ \t]*%%[^\n]*$", Linear | RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^---[ \t]*\n([^\n]*\n)*?---[ \t]*\n", Linear)]
    private static partial Regex FrontMatter();
}
