using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Diagrams;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Computes the diagrams of pages: parts of a repository, files and types, and their relations.</summary>
internal static class PageDiagrams
{
    private const int MinFileEdges = 4;

    /// <summary>Types that extend or implement each other.</summary>
    public static ComputedDiagram? OfTypes(IReadOnlyList<SourceFile> files)
    {
        var types = files.Where(file => file.CanBeCited).SelectMany(file => file.Declared.Select(passage => (file, passage)))
            .Where(pair => pair.passage.Declaration is { IsType: true, Kind: not (DeclarationKind.Module or DeclarationKind.Type), Name.Length: > 1 }).ToList();
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new List<DiagramNode>();
        foreach (var (file, passage) in types.Where(pair => pair.passage.Declaration!.Kind != DeclarationKind.Implementation)) // All of them declare.
        {
            if (named.TryAdd(passage.Declaration!.Name, nodes.Count)) // As above.
            {
                var end = passage.Evidence.Block.StartLine + Math.Max(passage.Head, passage.FullEnd - 1);
                nodes.Add(new DiagramNode("", passage.Declaration.Name, file.Path, passage.Declaration.Line, end));
            }
        }

        var edges = types.SelectMany(pair => pair.passage.Declaration!.Bases.Select(name => (Type: pair.passage.Declaration.Name, Base: name))) // As above.
            .Where(edge => named.ContainsKey(edge.Type) && named.ContainsKey(edge.Base)).Select(edge => (named[edge.Type], named[edge.Base], 1));
        return GraphDrawing.Draw(nodes, edges);
    }

    /// <summary>Files that import or name each other; null where they are few.</summary>
    public static ComputedDiagram? OfFiles(IReadOnlyList<SourceFile> files, FileGraph graph)
    {
        var names = files.Select(file => file.FileName).CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var nodes = files.Select(file => new DiagramNode(
            "", names[file.FileName] > 1 ? Tail(file.Path) : file.FileName, file.Path, file.Blocks.Count == 0 ? 1 : file.Blocks[0].Block.StartLine,
            file.Blocks.Count == 0 ? 1 : file.Blocks[0].Block.EndLine)).ToList();
        var edges = graph.Edges.Where(edge => files[edge.From].CanBeCited && files[edge.To].CanBeCited).ToList();
        return edges.Count < MinFileEdges ? null : GraphDrawing.Draw(nodes, edges.Select(edge => (edge.From, edge.To, 1)));
    }

    public static ComputedDiagram? OfModules(ModuleMap map) =>
        GraphDrawing.Draw([.. map.Modules.Select(module => new DiagramNode("", module.Name, module.Path, module.StartLine, module.EndLine))], map.Edges);

    private static string Tail(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[(path.LastIndexOf('/', slash - 1) + 1)..] : path;
}
