using DeepWiki.Core.Providers.Local;

namespace DeepWiki.Core.WikiGeneration.Pages;

/// <summary>Which files of a page import others of it, or name what only others declare.</summary>
internal sealed class FileGraph
{
    private const int ShortestName = 4;

    private readonly IReadOnlyList<SourceFile> files;
    private readonly HashSet<(int From, int To)> edges = [];

    public FileGraph(IReadOnlyList<SourceFile> files)
    {
        this.files = files;
        var resolver = new ImportResolver([.. files.Select(file => file.Path)]);
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var import in ImportScanner.Find(files[i].Path, files[i].Blocks.SelectMany(block => block.Lines)))
            {
                if (resolver.Find(files[i].Path, import) is { } target && target != i)
                {
                    edges.Add((i, target));
                }
            }
        }

        AddNamed();
    }

    public IReadOnlyCollection<(int From, int To)> Edges => edges;

    /// <summary>In how many other files of the page the name occurs.</summary>
    public int CountNaming(string name, SourceFile declaring) => files.Count(file => file != declaring && file.Names.Contains(name));

    /// <summary>Languages that import whole packages or nothing at all still name the types they use.</summary>
    private void AddNamed()
    {
        var declaring = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var name in files[i].Declared.Select(passage => passage.Declaration).OfType<Declaration>().Where(IsTelling).Select(declaration => declaration.Name).Distinct(StringComparer.Ordinal))
            {
                declaring[name] = declaring.ContainsKey(name) ? -1 : i;
            }
        }

        foreach (var (name, target) in declaring.Where(pair => pair.Value >= 0))
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (i != target && IsAlike(files[i].Path, files[target].Path) && files[i].Names.Contains(name))
                {
                    edges.Add((i, target));
                }
            }
        }
    }

    private static bool IsTelling(Declaration declaration) => declaration.IsType && declaration.Name.Length >= ShortestName && char.IsAsciiLetterUpper(declaration.Name[0]);

    private static bool IsAlike(string one, string other) => Path.GetExtension(one).Equals(Path.GetExtension(other), StringComparison.OrdinalIgnoreCase);
}
