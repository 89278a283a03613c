using System.Text;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Flowcharts: nodes, links between them and subgraphs, drawn from top to bottom.</summary>
internal sealed class FlowchartRepair
{
    private const int MaxBad = 5;

    private static readonly string[] Decorations = ["style", "classDef", "class", "linkStyle", "click", "accTitle", "accDescr", "title"];

    private readonly DiagramCursor cursor;
    private readonly DiagramIds ids = new();
    private readonly StringBuilder output = new("graph TD\n");
    private readonly Stack<string> open = new();
    private readonly HashSet<string> subgraphs = new(StringComparer.Ordinal);
    private readonly HashSet<string> empty = new(StringComparer.Ordinal);
    private int edges;
    private int nodes;
    private int bad;
    private int tooDeep;

    private FlowchartRepair(string body) => cursor = new DiagramCursor(body);

    // What is read further cannot make it good again.
    private bool IsLost => edges > MermaidText.MaxEdges || bad > MaxBad || output.Length > MermaidText.MaxLength;

    public static string? Repair(string body)
    {
        var repair = new FlowchartRepair(body);
        repair.Read();
        return repair.nodes > 0 && repair.edges <= MermaidText.MaxEdges && repair.bad <= Math.Max(1, Math.Min(MaxBad, (repair.edges + repair.nodes) / 5))
            ? repair.output.ToString()
            : null;
    }

    private void Read()
    {
        for (cursor.SkipSpace(); !cursor.IsAtEnd && !IsLost; cursor.SkipSpace())
        {
            var start = cursor.Position;
            if (ReadKeyword())
            {
                continue;
            }

            if (ReadChain() is { } chain)
            {
                Write(chain);
                cursor.SkipBlanks();
                if (!cursor.IsAtLineEnd && cursor.Current != ';')
                {
                    bad++;
                    cursor.TakeLine();
                }
            }
            else
            {
                bad++;
                cursor.Position = Math.Max(cursor.Position, start);
                cursor.TakeLine();
            }
        }

        tooDeep = 0;
        while (open.Count > 0)
        {
            CloseSubgraph();
        }
    }

    private bool ReadKeyword()
    {
        var line = cursor.RestOfLine;
        var word = new string([.. line.TakeWhile(char.IsAsciiLetter)]);
        var after = word.Length < line.Length ? line[word.Length] : '\n';
        if (word.Length == 0 || !(char.IsWhiteSpace(after) || after is ';' or ':'))
        {
            return false;
        }

        var rest = line[word.Length..].TrimStart();
        var isLink = rest.StartsWith('-') || rest.StartsWith('=') || rest.StartsWith('<') || rest.StartsWith('&') || rest.StartsWith('~');
        if (word == "subgraph")
        {
            cursor.TakeLine();
            OpenSubgraph(rest.TrimEnd(' ', ';'));
            return true;
        }

        if (word == "end" && !isLink)
        {
            cursor.Position += word.Length;
            CloseSubgraph();
            return true;
        }

        if (isLink || (word != "direction" && !Decorations.Contains(word)))
        {
            return false;
        }

        // Directions inside are dropped too: all of it goes from top to bottom.
        cursor.TakeLine();
        return true;
    }

    // subgraph one [Title]   subgraph "Title"   subgraph Some title
    private void OpenSubgraph(string rest)
    {
        if (open.Count == MermaidText.MaxNestingDepth)
        {
            bad++;
            tooDeep++;
            return;
        }

        var inner = new DiagramCursor(rest);
        var name = inner.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
        inner.SkipBlanks();
        var bracket = inner.Current is '[' or '(' ? rest[(inner.Position + 1)..].TrimEnd(']', ')', ' ') : null;
        var title = name.Length > 0 && bracket is not null ? bracket : name.Length > 0 && inner.IsAtEnd ? name : rest;
        var key = name.Length > 0 && (bracket is not null || inner.IsAtEnd) ? name : title;

        // A node may have the same name; inside the subgraph it cannot have the same id.
        var id = subgraphs.Add(key) ? ids.Of("subgraph " + key, out _) : ids.Fresh();
        output.Append(' ', 2 * (open.Count + 1)).Append($"subgraph {id}[\"{DiagramText.Label(title)}\"]\n");
        open.Push(id);
        empty.Add(id);
    }

    private void CloseSubgraph()
    {
        if (tooDeep > 0)
        {
            tooDeep--;
        }
        else if (open.TryPop(out var id))
        {
            if (empty.Remove(id))
            {
                output.Append(' ', 2 * (open.Count + 2)).Append($"{ids.Fresh()}[\" \"]\n");
            }

            output.Append(' ', 2 * (open.Count + 1)).Append("end\n");
        }
    }

    private void Write(List<(string Link, List<string> Nodes)> chain)
    {
        foreach (var id in open)
        {
            empty.Remove(id);
        }

        output.Append(' ', 2 * (open.Count + 1));
        for (var i = 0; i < chain.Count; i++)
        {
            output.Append(i == 0 ? "" : $" {chain[i].Link} ").AppendJoin(" & ", chain[i].Nodes);
            edges += i == 0 ? 0 : chain[i].Nodes.Count * chain[i - 1].Nodes.Count;
            nodes += chain[i].Nodes.Count;
        }

        output.Append('\n');
    }

    private List<(string Link, List<string> Nodes)>? ReadChain()
    {
        if (ReadGroup() is not { } first)
        {
            return null;
        }

        var chain = new List<(string Link, List<string> Nodes)> { ("", first) };
        while (chain.Count <= MermaidText.MaxEdges)
        {
            cursor.SkipBlanks();
            var before = cursor.Position;
            if (FlowchartLink.Read(cursor) is not { } link)
            {
                cursor.Position = before;
                return chain;
            }

            cursor.SkipBlanks();
            if (ReadGroup() is not { } next)
            {
                cursor.Position = before;
                return chain;
            }

            chain.Add((link, next));
        }

        return chain;
    }

    private List<string>? ReadGroup()
    {
        var group = new List<string>();
        do
        {
            cursor.SkipBlanks();
            if (ReadNode() is not { } node)
            {
                return null;
            }

            group.Add(node);
            cursor.SkipBlanks();
        }
        while (cursor.Take("&"));

        return group;
    }

    private string? ReadNode()
    {
        var name = cursor.Current == '"' ? ReadQuoted() : FlowchartShape.ReadName(cursor);
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var shape = FlowchartShape.Read(cursor);
        if (cursor.Take(":::"))
        {
            cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or ',');
        }

        var isSubgraph = shape is null && subgraphs.Contains(name);
        if (isSubgraph && !open.Contains(ids.Of("subgraph " + name, out _)))
        {
            return ids.Of("subgraph " + name, out _);
        }

        var id = ids.Of(name, out var isAltered);
        return shape is not null ? $"{id}{shape}" : isAltered ? $"{id}[\"{DiagramText.Label(name)}\"]" : id;
    }

    private string? ReadQuoted()
    {
        cursor.Position++;
        return cursor.TakeUntil("\"");
    }
}
