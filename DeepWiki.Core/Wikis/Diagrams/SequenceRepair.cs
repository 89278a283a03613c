using System.Text;
using System.Text.RegularExpressions;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Sequence diagrams: participants, messages, notes and blocks. Activations are left out, for one too many breaks the whole diagram.</summary>
internal sealed partial class SequenceRepair
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Longest first.
    private static readonly string[] Arrows = ["<<-->>", "<<->>", "-->>", "->>", "--x", "-x", "--)", "-)", "-->", "->"];
    private static readonly string[] Blocks = ["loop", "alt", "opt", "par", "critical", "break", "rect", "box"];

    private readonly DiagramIds ids = new();
    private readonly StringBuilder participants = new();
    private readonly StringBuilder output = new();
    private readonly HashSet<string> declared = new(StringComparer.Ordinal);
    private readonly Stack<string> open = new();
    private int depth;
    private int messages;
    private int bad;

    // What is read further cannot make it good again.
    private bool IsLost => bad > MermaidText.MaxEdges / 5 || messages > MermaidText.MaxEdges || participants.Length + output.Length > MermaidText.MaxLength;

    public static string? Repair(string body)
    {
        var repair = new SequenceRepair();
        foreach (var line in body.Split('\n'))
        {
            var text = line.Trim().TrimEnd(';').TrimEnd();
            if (text.Length > 0)
            {
                repair.Read(text);
            }

            if (repair.IsLost)
            {
                return null;
            }
        }

        while (repair.open.Count > 0)
        {
            repair.End();
        }

        return repair.messages is > 0 and <= MermaidText.MaxEdges && repair.bad <= Math.Max(1, repair.messages / 5)
            ? $"sequenceDiagram\n{repair.participants}{repair.output}" : null;
    }

    private void Read(string line)
    {
        var word = new string([.. line.TakeWhile(char.IsAsciiLetter)]);
        var rest = line[word.Length..];
        if (rest.Length > 0 && !char.IsWhiteSpace(rest[0]))
        {
            word = "";
        }

        switch (word.ToLowerInvariant())
        {
            case "participant" or "actor":
                Declare(rest.Trim(), word.ToLowerInvariant());
                break;
            case "create" when rest.TrimStart().StartsWith("participant ", StringComparison.Ordinal):
                Declare(rest.TrimStart()["participant ".Length..].Trim(), "participant");
                break;
            case "autonumber"
            or "activate"
            or "deactivate"
            or "destroy"
            or "create"
            or "title"
            or "links"
            or "link"
            or "acctitle"
            or "accdescr"
            or "end"
            or "else"
            or "and"
            or "option"
            or "note":
                ReadKeyword(word.ToLowerInvariant(), rest.Trim());
                break;
            case var block when Blocks.Contains(block):
                Begin(block, rest.Trim());
                break;
            default:
                ReadMessage(line);
                break;
        }
    }

    private void ReadKeyword(string word, string rest)
    {
        switch (word)
        {
            case "end":
                End();
                break;
            case "else" when open.TryPeek(out var block) && block == "alt":
            case "and" when open.TryPeek(out block) && block == "par":
            case "option" when open.TryPeek(out block) && block == "critical":
                Write($"{word} {DiagramText.Line(rest)}".TrimEnd(), -1);
                break;
            case "note":
                ReadNote(rest);
                break;
            case "autonumber":
                Write("autonumber", 0);
                break;
            default:
                break;
        }
    }

    private void Begin(string block, string rest)
    {
        // Colours and boxes only decorate, but their end must be taken with them.
        if (block is "rect" or "box")
        {
            open.Push("");
            return;
        }

        if (depth == MermaidText.MaxNestingDepth)
        {
            bad++;
            open.Push("");
            return;
        }

        Write($"{block} {DiagramText.Line(rest)}".TrimEnd(), 0);
        open.Push(block);
        depth++;
    }

    private void End()
    {
        if (open.TryPop(out var block) && block.Length > 0)
        {
            depth--;
            Write("end", 0);
        }
    }

    // participant A as The one   participant "The one" as A
    private void Declare(string rest, string kind)
    {
        var cut = rest.IndexOf(" as ", StringComparison.Ordinal);
        var name = (cut < 0 ? rest : rest[..cut]).Trim();
        var alias = cut < 0 ? name : rest[(cut + 4)..].Trim();
        if (name.StartsWith('"') && cut > 0)
        {
            (name, alias) = (alias, name);
        }

        Participant(name.Trim('"'), alias, kind);
    }

    private string Participant(string name, string? alias, string kind)
    {
        var key = name.Trim();
        var id = ids.Of(key, out _);
        if (declared.Add(key))
        {
            var label = DiagramText.Line(alias ?? key);
            participants.Append($"  {kind} {id} as {(label.Length > 0 ? label : id)}\n");
        }

        return id;
    }

    private void ReadNote(string rest)
    {
        var match = Note().Match(rest);
        if (!match.Success)
        {
            bad++;
            return;
        }

        var place = match.Groups["place"].Value.ToLowerInvariant();
        var over = match.Groups["over"].Value.Split(',').Select(name => Participant(name.Trim().Trim('"'), null, "participant")).Take(place == "over" ? 2 : 1);
        Write($"Note {place} {string.Join(',', over)}: {Text(match.Groups["text"].Value)}", 0);
    }

    private void ReadMessage(string line)
    {
        var colon = line.IndexOf(':');
        var head = colon < 0 ? line : line[..colon];
        foreach (var arrow in Arrows)
        {
            var at = head.IndexOf(arrow, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var from = head[..at].Trim().Trim('"');
            var to = head[(at + arrow.Length)..].Trim().TrimStart('+', '-').Trim().Trim('"');
            if (from.Length > 0 && to.Length > 0)
            {
                Write(
                    $"{Participant(from, null, "participant")}{arrow}{Participant(to, null, "participant")}: {Text(colon < 0 ? "" : line[(colon + 1)..])}", 0);
                messages++;
                return;
            }
        }

        bad++;
    }

    private static string Text(string text) => DiagramText.Line(text) is { Length: > 0 } line ? line : "#160;";

    private void Write(string line, int offset) => output.Append(' ', Math.Max(2, 2 * (depth + 1 + offset))).Append(line).Append('\n');

    [GeneratedRegex(@"^(?<place>over|left of|right of)\s+(?<over>[^:]+):(?<text>.*)$", Linear | RegexOptions.IgnoreCase)]
    private static partial Regex Note();
}
