using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Entity diagrams: entities with their attributes, and how many of one belong to another.</summary>
internal sealed partial class EntityDiagramRepair
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int MaxAttributes = 60;

    private readonly DiagramIds ids = new();
    private readonly StringBuilder names = new();
    private readonly StringBuilder entities = new();
    private readonly StringBuilder relations = new();
    private readonly HashSet<string> described = new(StringComparer.Ordinal);
    private readonly HashSet<string> labelled = new(StringComparer.Ordinal);
    private bool isOpen;
    private int attributes;
    private int count;
    private int bad;

    public static string? Repair(string body)
    {
        var repair = new EntityDiagramRepair();
        foreach (var line in body.Split('\n'))
        {
            repair.Read(line.Trim().TrimEnd(';').TrimEnd());
        }

        repair.Close();
        return
            repair.count + repair.described.Count > 0
            && repair.count <= MermaidText.MaxEdges
            && repair.bad <= Math.Max(1, (repair.count + repair.described.Count) / 5)
            ? $"erDiagram\n{repair.names}{repair.entities}{repair.relations}"
            : null;
    }

    private void Read(string line)
    {
        if (line.Length == 0 || (!isOpen && Decoration().IsMatch(line)))
        {
            return;
        }

        if (isOpen)
        {
            ReadAttribute(line);
        }
        else if (Relation().Match(line) is { Success: true } relation)
        {
            var label = DiagramText.Label(relation.Groups["text"].Value);
            relations.Append(
                $"  {Id(relation.Groups["from"].Value)} {relation.Groups["few"].Value}{relation.Groups["line"].Value}{relation.Groups["many"].Value} "
                    + $"{Id(relation.Groups["to"].Value)} : \"{label}\"\n");
            count++;
        }
        else if (Entity().Match(line) is { Success: true } entity)
        {
            Open(Id(entity.Groups["name"].Value));
            if (entity.Groups["body"].Success)
            {
                foreach (var attribute in entity.Groups["body"].Value.Split([';', ','], StringSplitOptions.RemoveEmptyEntries))
                {
                    ReadAttribute(attribute.Trim());
                }

                Close();
            }
            else if (!entity.Groups["open"].Success)
            {
                Close();
            }
        }
        else
        {
            bad++;
        }
    }

    private void ReadAttribute(string line)
    {
        if (line.StartsWith('}'))
        {
            Close();
            return;
        }

        var match = Attribute().Match(line);
        if (match.Success && attributes++ < MaxAttributes)
        {
            var keys = string.Join(", ", Key().Matches(match.Groups["keys"].Value).Select(key => key.Value));
            var comment = match.Groups["comment"].Success ? $" \"{DiagramText.Label(match.Groups["comment"].Value)}\"" : "";
            entities.Append($"    {Word(match.Groups["type"].Value)} {Word(match.Groups["name"].Value)}{(keys.Length > 0 ? " " + keys : "")}{comment}\n");
        }
        else
        {
            bad += match.Success ? 0 : 1;
        }

        if (line.EndsWith('}'))
        {
            Close();
        }
    }

    private void Open(string id)
    {
        described.Add(id);
        entities.Append($"  {id} {{\n");
        (isOpen, attributes) = (true, 0);
    }

    private void Close()
    {
        if (!isOpen)
        {
            return;
        }

        isOpen = false;
        if (attributes == 0)
        {
            // An entity without attributes has no braces either.
            entities.Length -= 3;
            entities.Append('\n');
            return;
        }

        entities.Append("  }\n");
    }

    /// <summary>A name that is no word is said once, on a line of its own: within a relation only words are read.</summary>
    private string Id(string written)
    {
        var name = written.Trim().Trim('"');
        var id = ids.Of(name, out var isAltered);
        if (isAltered && labelled.Add(id))
        {
            names.Append($"  {id}[\"{DiagramText.Label(name)}\"]\n");
        }

        return id;
    }

    // varchar(255) is no word of an attribute.
    private static string Word(string text)
    {
        var word = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).Trim('_');
        return word.Length == 0 ? "value" : word is "PK" or "FK" or "UK" ? word + "_" : char.IsAsciiLetter(word[0]) ? word : "f" + word;
    }

    [GeneratedRegex(
        "^(?<from>\"[^\"]+\"|[\\w-]*\\w)\\s*(?<few>\\|o|\\|\\||\\}o|\\}\\|)(?<line>--|\\.\\.)(?<many>o\\||\\|\\||o\\{|\\|\\{)\\s*(?<to>\"[^\"]+\"|"
            + "[\\w-]+)\\s*(:\\s*(?<text>.*))?$",
        Linear)]
    private static partial Regex Relation();

    [GeneratedRegex("^(?<name>\"[^\"]+\"|[\\w-]+)\\s*(\\[[^\\]]*\\])?\\s*(\\{(?<body>[^{}]*)\\}|(?<open>\\{))?$", Linear)]
    private static partial Regex Entity();

    [GeneratedRegex("^(?<type>[\\w\\[\\]<>().,-]+)\\s+(?<name>[\\w\\[\\]().*-]+)(?<keys>(\\s*,?\\s*(PK|FK|UK))*)\\s*(\"(?<comment>[^\"]*)\")?[^\"]*$", Linear)]
    private static partial Regex Attribute();

    [GeneratedRegex("PK|FK|UK", Linear)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(direction\s|style\s|classDef\s|class\s|accTitle|accDescr|title\s)", Linear)]
    private static partial Regex Decoration();
}
