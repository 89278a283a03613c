using DeepWiki.Core.Wikis.Diagrams;

namespace DeepWiki.Tests.Core.Wikis.Diagrams;

[Trait("Category", "Unit")]
public sealed class GraphDrawingTests
{
    [Fact]
    public void What_follows_from_other_arrows_is_left_out()
    {
        var diagram = GraphDrawing.Draw(Nodes(3), [(0, 1, 1), (1, 2, 1), (0, 2, 1)]);

        Assert.Equal("graph TD\n  n1[\"part 0\"]\n  n2[\"part 1\"]\n  n3[\"part 2\"]\n  n1 --> n2\n  n2 --> n3\n", diagram?.Source);
        Assert.Equal([("n1", "f0", 1), ("n2", "f1", 2), ("n3", "f2", 3)], diagram?.Nodes.Select(node => (node.Id, node.Path, node.StartLine)));
    }

    [Fact]
    public void Only_what_is_connected_is_drawn()
    {
        var diagram = GraphDrawing.Draw(Nodes(6), [(0, 1, 1), (2, 3, 1), (3, 4, 1)]);

        Assert.Equal(["part 2", "part 3", "part 4"], diagram?.Nodes.Select(node => node.Label));
    }

    [Fact]
    public void A_pair_is_no_diagram()
    {
        Assert.Null(GraphDrawing.Draw(Nodes(2), [(0, 1, 1), (1, 0, 1)]));
    }

    [Fact]
    public void A_graph_in_which_all_use_all_is_drawn_without_circles()
    {
        var edges = from one in Enumerable.Range(0, 40) from other in Enumerable.Range(0, 40) select (one, other, one < other ? 9 : 1);

        var diagram = GraphDrawing.Draw(Nodes(40), edges);

        Assert.InRange(diagram?.Nodes.Count ?? 0, 3, 15);
        Assert.InRange(diagram?.Source.Split("-->").Length ?? 0, 3, 27);
        Assert.Equal(MermaidText.Repair(diagram?.Source ?? ""), diagram?.Source);
    }

    private static DiagramNode[] Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => new DiagramNode("", $"part {i}", $"f{i}", i + 1, i + 2))];
}
