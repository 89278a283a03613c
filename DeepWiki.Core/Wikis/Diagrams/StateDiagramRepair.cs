using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>State diagrams: states, the steps between them and states within states.</summary>
internal sealed partial class StateDiagramRepair
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private readonly DiagramIds ids = new();
    private readonly StringBuilder output = new("stateDiagram-v2\n");
    private readonly HashSet<string> labelled = new(StringComparer.Ordinal);
    private int open;
    private int tooDeep;
    private int steps;
    private int bad;
    private bool isNote;

    // What is read further cannot make it good again.
    private bool IsLost => bad > MermaidText.MaxEdges / 5 || steps > MermaidText.MaxEdges || output.Length > MermaidText.MaxLength;

    public static string? Repair(string body)
    {
        var repair = new StateDiagramRepair();
        foreach (var line in body.Split('\n'))
        {
            repair.Read(line.Trim().TrimEnd(';').TrimEnd());
            if (repair.IsLost)
            {
                return null;
            }
        }

        repair.tooDeep = 0;
        while (repair.open > 0)
        {
            repair.Close();
        }

        return repair.steps is > 0 and <= MermaidText.MaxEdges && repair.bad <= Math.Max(1, repair.steps / 5) ? repair.output.ToString() : null;
    }

    private void Read(string line)
    {
        if (isNote)
        {
            isNote = !line.Equals("end note", StringComparison.OrdinalIgnoreCase);
        }
        else if (line.Length == 0 || Decoration().IsMatch(line))
        {
            // A note without text on its line goes on to its end.
            isNote = line.StartsWith("note ", StringComparison.OrdinalIgnoreCase) && !line.Contains(':');
        }
        else if (line == "}")
        {
            Close();
        }
        else if (Step().Match(line) is { Success: true } step)
        {
            var text = DiagramText.Line(step.Groups["text"].Value);
            var (from, to) = (Id(step.Groups["from"].Value), Id(step.Groups["to"].Value));
            Write($"{from} --> {to}{(text.Length > 0 ? " : " + text : "")}");
            steps++;
        }
        else if (State().Match(line) is { Success: true } state)
        {
            ReadState(state);
        }
        else if (Description().Match(line) is { Success: true } description)
        {
            Describe(description.Groups["name"].Value, description.Groups["text"].Value);
        }
        else if (Name().IsMatch(line))
        {
            Id(line);
        }
        else
        {
            bad++;
        }
    }

    private void ReadState(Match match)
    {
        var quoted = match.Groups["title"].Success;
        var name = match.Groups["name"].Success ? match.Groups["name"].Value : match.Groups["title"].Value;
        if (quoted && name.Length > 0)
        {
            Describe(name, match.Groups["title"].Value);
        }

        if (match.Groups["kind"].Success)
        {
            Write($"state {Id(name)} <<{match.Groups["kind"].Value.ToLowerInvariant()}>>");
        }
        else if (match.Groups["open"].Success && open == MermaidText.MaxNestingDepth)
        {
            bad++;
            tooDeep++;
        }
        else if (match.Groups["open"].Success)
        {
            var id = Id(name);
            Write($"state {id} {{");
            open++;
        }
        else
        {
            Id(name);
        }
    }

    private void Close()
    {
        if (tooDeep > 0)
        {
            tooDeep--;
        }
        else if (open > 0)
        {
            open--;
            Write("}");
        }
    }

    private void Describe(string name, string text)
    {
        var label = DiagramText.Line(text);
        var id = ids.Of(name.Trim(), out _);
        if (label.Length > 0 && labelled.Add(id))
        {
            Write($"{id} : {label}");
        }
    }

    private string Id(string written)
    {
        var name = written.Trim().Trim('"');
        if (name == "[*]")
        {
            return name;
        }

        var id = ids.Of(name, out var isAltered);
        if (isAltered)
        {
            Describe(name, name);
        }

        return id;
    }

    private void Write(string line) => output.Append(' ', 2 * (open + 1)).Append(line).Append('\n');

    [GeneratedRegex(
        @"^(?<from>\[\*\]|""[^""]+""|[^\s:""{}\[\]<>-][^:""{}\[\]<>]*?)\s*-+>+\s*(?<to>\[\*\]|""[^""]+""|[^\s:""{}\[\]<>-][^:""{}\[\]<>]*?)\s*(:(?<text>.*))?$",
        Linear)]
    private static partial Regex Step();

    [GeneratedRegex(
        @"^state\s+(""(?<title>[^""]*)""(\s+as\s+(?<name>[\w.-]+))?|(?<name>[\w.-]+))\s*(<<(?<kind>choice|fork|join)>>)?\s*(?<open>\{)?$",
        Linear | RegexOptions.IgnoreCase)]
    private static partial Regex State();

    [GeneratedRegex(@"^(?<name>[\w.-]+)\s*:\s*(?<text>.+)$", Linear)]
    private static partial Regex Description();

    [GeneratedRegex(@"^[\w.-]+$", Linear)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^(direction\s|note\s|classDef\s|class\s|style\s|click\s|accTitle|accDescr|title\s|hide empty|scale\s|--$)",
        Linear | RegexOptions.IgnoreCase)]
    private static partial Regex Decoration();
}
