using System.Text;

namespace DeepWiki.Core.Wikis.Diagrams;

/// <summary>Draws a graph as a flowchart that is connected and small enough to be read in a column.</summary>
internal static class GraphDrawing
{
    private const int MaxNodes = 14;
    private const int MaxEdges = 26;
    private const int MaxRow = 6;
    private const int MaxWeighed = 400;
    private const int MinNodes = 3;
    private const int MaxWithCircles = 16;

    /// <summary>The largest connected part of the graph; null where there is nothing to see.</summary>
    /// <param name="nodes">Nodes; their ids are given here.</param>
    /// <param name="edges">Places of the nodes that an arrow joins, and its weight: of many, the weaker ones of a circle are left out.</param>
    public static ComputedDiagram? Draw(IReadOnlyList<DiagramNode> nodes, IEnumerable<(int From, int To, int Weight)> edges)
    {
        var weighed = edges.Where(edge => edge.From != edge.To).DistinctBy(edge => (edge.From, edge.To)).ToList();
        var all = (weighed.Count > MaxWithCircles ? WithoutCircles(weighed) : weighed.Select(edge => (edge.From, edge.To))).ToList();

        // Too much to see at once: those with most relations are the ones to see.
        var degrees = all.SelectMany(edge => new[] { edge.From, edge.To }).CountBy(node => node).ToDictionary();
        var shown = degrees.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MaxNodes).Select(pair => pair.Key).ToHashSet();
        var kept = Reduce([.. all.Where(edge => shown.Contains(edge.From) && shown.Contains(edge.To))]).Take(MaxEdges).ToList();
        var part = LargestPart(kept);
        kept = [.. kept.Where(edge => part.Contains(edge.From)).Order()];
        if (part.Count < MinNodes)
        {
            return null;
        }

        var ids = new Dictionary<int, string>();
        var written = new List<DiagramNode>();
        var text = new StringBuilder($"graph {(Widest(kept) > MaxRow ? "LR" : "TD")}\n");
        foreach (var place in kept.SelectMany(edge => new[] { edge.From, edge.To }).Distinct())
        {
            ids[place] = $"n{ids.Count + 1}";
            written.Add(nodes[place] with { Id = ids[place] });
            text.Append($"  {ids[place]}[\"{DiagramText.Label(nodes[place].Label)}\"]\n");
        }

        foreach (var (from, to) in kept)
        {
            text.Append($"  {ids[from]} --> {ids[to]}\n");
        }

        return new ComputedDiagram(text.ToString(), written);
    }

    /// <summary>The heaviest edges of which none closes a circle.</summary>
    private static List<(int From, int To)> WithoutCircles(List<(int From, int To, int Weight)> edges)
    {
        var next = new Dictionary<int, List<int>>();
        var kept = new List<(int From, int To)>();
        foreach (var (from, to, _) in edges.OrderByDescending(edge => edge.Weight).ThenBy(edge => edge.From).ThenBy(edge => edge.To).Take(MaxWeighed))
        {
            if (!IsReached(to, from, node => next.GetValueOrDefault(node, [])))
            {
                kept.Add((from, to));
                (next.TryGetValue(from, out var known) ? known : next[from] = []).Add(to);
            }
        }

        return kept;
    }

    /// <summary>Edges without those that a way over other nodes says too; in circles all stay.</summary>
    private static IEnumerable<(int From, int To)> Reduce(List<(int From, int To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        bool Leads(int from, int to) => IsReached(from, to, node => next[node]);
        return edges.Where(edge => Leads(edge.To, edge.From) || !next[edge.From].Any(other => other != edge.To && !Leads(other, edge.From)
            && Leads(other, edge.To)));
    }

    private static bool IsReached(int from, int to, Func<int, IEnumerable<int>> next)
    {
        var seen = new HashSet<int> { from };
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out var node))
        {
            if (node == to)
            {
                return true;
            }

            foreach (var other in next(node).Where(seen.Add))
            {
                open.Enqueue(other);
            }
        }

        return false;
    }

    private static HashSet<int> LargestPart(List<(int From, int To)> edges)
    {
        var beside = edges.Concat(edges.Select(edge => (edge.To, edge.From))).ToLookup(edge => edge.Item1, edge => edge.Item2);
        var left = edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order().ToList();
        HashSet<int> largest = [];
        while (left.Count > largest.Count)
        {
            var part = new HashSet<int> { left[0] };
            var open = new Queue<int>(part);
            while (open.TryDequeue(out var node))
            {
                foreach (var other in beside[node].Where(part.Add))
                {
                    open.Enqueue(other);
                }
            }

            left.RemoveAll(part.Contains);
            largest = part.Count > largest.Count ? part : largest;
        }

        return largest;
    }

    // Nodes at one distance from those that nobody uses stand in one row.
    private static int Widest(List<(int From, int To)> edges)
    {
        var depth = edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().ToDictionary(node => node, _ => 0);
        for (var round = 0; round < MaxNodes; round++)
        {
            foreach (var (from, to) in edges)
            {
                depth[to] = Math.Max(depth[to], Math.Min(MaxNodes, depth[from] + 1));
            }
        }

        return depth.Count == 0 ? 0 : depth.Values.CountBy(row => row).Max(pair => pair.Value);
    }
}
