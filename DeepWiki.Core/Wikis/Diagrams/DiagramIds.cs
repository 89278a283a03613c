using System.Collections.Frozen;
using System.Globalization;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Gives names in a diagram ids that no keyword and no operator can be read into; the same name always has the same id.</summary>
internal sealed class DiagramIds
{
    private const int MaxLength = 60;

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "end", "graph", "flowchart", "subgraph", "style", "class", "classdef", "click", "linkstyle", "default", "direction", "href", "call", "interpolate",
        "tb", "td", "lr", "rl", "bt", "o", "x", "v", "loop", "alt", "else", "opt", "par", "and", "critical", "option", "break", "rect", "box", "note",
        "participant", "actor", "activate", "deactivate", "as", "over", "left", "right", "of", "autonumber", "title", "acctitle", "accdescr", "state", "fork",
        "join", "choice", "hide", "namespace", "link", "links", "callback", "create", "destroy", "only", "one", "zero", "many", "to", "optionally",
        "constructor", "prototype", "tostring", "valueof", "hasownproperty", "__proto__",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id for a name.</summary>
    /// <param name="name">Name as it is written.</param>
    /// <param name="isAltered">True when the id does not show the name any more.</param>
    public string Of(string name, out bool isAltered)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            id = IsSafe(name) && used.Add(name) ? name : Fresh();
            ids[name] = id;
        }

        isAltered = id != name;
        return id;
    }

    /// <summary>An id that stands for no name.</summary>
    public string Fresh()
    {
        for (var number = used.Count + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"n{number}");
            if (used.Add(id))
            {
                return id;
            }
        }
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !Reserved.Contains(name.ToLowerInvariant());
}
