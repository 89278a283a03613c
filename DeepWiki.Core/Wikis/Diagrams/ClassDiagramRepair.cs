using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Class diagrams: classes with their members, and the relations between them.</summary>
internal sealed partial class ClassDiagramRepair
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private readonly DiagramIds ids = new();
    private readonly Dictionary<string, DrawnClass> classes = new(StringComparer.Ordinal);
    private readonly List<DrawnClass> order = [];
    private readonly StringBuilder relations = new();
    private DrawnClass? open;
    private int count;
    private int bad;

    public static string? Repair(string body)
    {
        var repair = new ClassDiagramRepair();
        foreach (var line in body.Split('\n'))
        {
            repair.Read(line.Trim().TrimEnd(';').TrimEnd());
        }

        return repair.order.Count > 0 && repair.count <= MermaidText.MaxEdges && repair.bad <= Math.Max(1, (repair.order.Count + repair.count) / 5)
            ? repair.Write()
            : null;
    }

    private void Read(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (open is not null)
        {
            ReadMember(line);
        }
        else if (ClassHead().Match(line) is { Success: true } head)
        {
            ReadClass(head);
        }
        else if (Relation().Match(line) is { Success: true } relation)
        {
            ReadRelation(relation);
        }
        else if (Annotation().Match(line) is { Success: true } annotation)
        {
            Named(annotation.Groups["name"].Value).Annotation = annotation.Groups["text"].Value;
        }
        else if (Member().Match(line) is { Success: true } member)
        {
            Add(Named(member.Groups["name"].Value), member.Groups["text"].Value);
        }
        else if (!Decoration().IsMatch(line))
        {
            bad++;
        }
    }

    private void ReadClass(Match head)
    {
        var named = Named(head.Groups["name"].Value);
        if (head.Groups["label"].Success)
        {
            named.Label = head.Groups["label"].Value;
        }

        if (head.Groups["body"].Success)
        {
            foreach (var member in head.Groups["body"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(named, member);
            }
        }
        else if (head.Groups["open"].Success)
        {
            open = named;
        }
    }

    private void ReadMember(string line)
    {
        var closes = line.EndsWith('}') && line.Count(c => c == '{') < line.Count(c => c == '}');
        var text = closes ? line[..^1].Trim() : line;
        if (text.Length > 0 && open is not null)
        {
            Add(open, text);
        }

        open = closes ? null : open;
    }

    private void ReadRelation(Match match)
    {
        var from = Named(match.Groups["from"].Value);
        var to = Named(match.Groups["to"].Value);
        var text = DiagramText.Line(match.Groups["text"].Value);
        relations.Append(
            $"  {from.Id}{Cardinality(match.Groups["few"].Value)} {match.Groups["arrow"].Value}{Cardinality(match.Groups["many"].Value)} "
                + $"{to.Id}{(text.Length > 0 ? " : " + text : "")}\n");
        count++;
    }

    private static string Cardinality(string text)
    {
        var plain = new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '*' or '.' or ' ')]).Trim();
        return plain.Length == 0 ? "" : $" \"{plain}\"";
    }

    private static void Add(DrawnClass named, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith("<<", StringComparison.Ordinal) && trimmed.EndsWith(">>", StringComparison.Ordinal))
        {
            named.Annotation = trimmed[2..^2];
        }
        else if (named.Members.Count < 40)
        {
            named.Members.Add(trimmed);
        }
    }

    private DrawnClass Named(string written)
    {
        var name = Generic().Replace(written.Trim().Trim('`', '"'), "");
        if (!classes.TryGetValue(name, out var found))
        {
            var id = ids.Of(name, out var isAltered);
            found = new DrawnClass(id)
            { Label = isAltered || name.Length < written.Trim().Trim('`', '"').Length ? written.Trim().Trim('`', '"').Replace('~', '<') : null };
            classes[name] = found;
            order.Add(found);
        }

        return found;
    }

    private string Write()
    {
        var output = new StringBuilder("classDiagram\n");
        foreach (var drawn in order)
        {
            output.Append($"  class {drawn.Id}{(drawn.Label is { } label ? $"[\"{DiagramText.Label(LabelOf(label))}\"]" : "")}");
            var members = drawn.Members.Select(Plain).Where(member => member.Length > 0).ToList();
            var annotation = drawn.Annotation is { } text ? new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_')]) : "";
            if (members.Count == 0 && annotation.Length == 0)
            {
                output.Append('\n');
                continue;
            }

            output.Append(" {\n");
            if (annotation.Length > 0)
            {
                output.Append($"    <<{annotation}>>\n");
            }

            foreach (var member in members)
            {
                output.Append($"    {member}\n");
            }

            output.Append("  }\n");
        }

        return output.Append(relations).ToString();
    }

    // Foo~Bar~ is how Mermaid spells Foo<Bar>.
    private static string LabelOf(string label) => label.Contains('<') && label.EndsWith('<') ? label[..^1] + ">" : label;

    /// <summary>A member with generics as Mermaid spells them and without what would end the class.</summary>
    private static string Plain(string member)
    {
        var plain = new StringBuilder(member.StartsWith('#') ? "#" : "");
        foreach (var c in (member.Length > 160 ? member[..160] : member).TrimStart('#'))
        {
            plain.Append(c switch
            {
                '<' or '>' => '~',
                '{' or '}' or '`' or ';' or '"' or '#' or '%' or '\\' => ' ',
                _ => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c,
            });
        }

        // Generics within generics are more than the notation has.
        var text = plain.ToString().Trim();
        text = Parameters().IsMatch(text) ? text : text.Replace('(', ' ').Replace(')', ' ').Trim();
        return text.Count(c => c == '~') is 0 or 2 ? text : member.Length <= 160 ? Bracketed(text, member) : text.Replace("~", "", StringComparison.Ordinal);
    }

    private static string Bracketed(string text, string member)
    {
        var closes = new Queue<bool>(member.Where(c => c is '<' or '>' or '~').Select(c => c == '>'));
        return string.Concat(text.Select(c => c != '~' ? c : closes.TryDequeue(out var isClosing) && isClosing ? ']' : '['));
    }

    [GeneratedRegex(
        "^class\\s+(?<name>`[^`]+`|[\\w.~<>,-]+)\\s*(\\[\"?(?<label>[^\"\\]]*)\"?\\])?\\s*(:::\\w+)?\\s*(\\{(?<body>[^{}]*)\\}|(?<open>\\{))?$",
        Linear)]
    private static partial Regex ClassHead();

    [GeneratedRegex(
        "^(?<from>`[^`]+`|[\\w.~<>]*\\w~?>?)\\s*(\"(?<few>[^\"]*)\"\\s*)?(?<arrow>(<\\||\\*|o|<|\\(\\))?(--|\\.\\.)(\\|>|\\*|o|>|"
            + "\\(\\))?)\\s*(\"(?<many>[^\"]*)\"\\s*)?(?<to>`[^`]+`|[\\w.~<>]+)\\s*(:(?<text>.*))?$",
        Linear)]
    private static partial Regex Relation();

    [GeneratedRegex(@"^<<(?<text>[\w\s-]+)>>\s*(?<name>[\w.]+)$", Linear)]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^(?<name>[\w.]+)\s*:\s*(?<text>.+)$", Linear)]
    private static partial Regex Member();

    [GeneratedRegex(@"^(direction|note|style|classDef|cssClass|click|link|callback|accTitle|accDescr|title|namespace|\})", Linear)]
    private static partial Regex Decoration();

    // One list of parameters, or none.
    [GeneratedRegex(@"^[^()]*(\([^()]*\)[^()]*)?$", Linear)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"[~<].*$", Linear)]
    private static partial Regex Generic();

    private sealed class DrawnClass(string id)
    {
        public string Id { get; } = id;

        public string? Label { get; set; }

        public string? Annotation { get; set; }

        public List<string> Members { get; } = [];
    }
}
