using System.Collections.Frozen;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Graph of a page's files: which import others of it, or name what only others declare.</summary>
internal sealed class FileGraph
{
    private const int MinNameLength = 4;

    // Languages whose imports name files say it all; others leave out what is in the same package, or name packages alone.
    private static readonly FrozenSet<string> Unnamed = new[] { ".cs", ".fs", ".vb", ".java", ".kt", ".scala", ".swift", ".rb", ".go", ".dart" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase);

    // Every second file has a word of its own for these.
    private static readonly FrozenSet<string> Generic = new[]
    {
        "Version", "Type", "Name", "Value", "Error", "State", "Status", "Result", "Data", "List", "Item", "Info", "String", "Number", "Object", "Kind", "Level",
        "Mode", "Test", "Entry", "Record",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly IReadOnlyList<SourceFile> files;
    private readonly HashSet<(int From, int To)> edges = [];

    public FileGraph(IReadOnlyList<SourceFile> files)
    {
        this.files = files;
        var resolver = new ImportResolver([.. files.Select(file => file.IsCode ? file.Path : "")]);
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var import in files[i].Imports)
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

    /// <summary>Number of other files of the page that the name occurs in.</summary>
    public int CountNaming(string name, SourceFile declaring) => files.Count(file => file != declaring && file.Names.Contains(name));

    /// <summary>Languages that import whole packages or nothing at all still name the types they use.</summary>
    private void AddNamed()
    {
        var declaring = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var name in files[i].Declared.Select(passage => passage.Declaration)
                    .OfType<Declaration>()
                    .Where(IsTelling)
                    .Select(declaration => declaration.Name)
                    .Distinct(StringComparer.Ordinal))
            {
                declaring[name] = declaring.ContainsKey(name) ? -1 : i;
            }
        }

        foreach (var (name, target) in declaring.Where(pair => pair.Value >= 0))
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (i != target && SeesWithoutImport(files[i], files[target]) && files[i].Names.Contains(name))
                {
                    edges.Add((i, target));
                }
            }
        }
    }

    private static bool SeesWithoutImport(SourceFile file, SourceFile other)
    {
        var ending = Path.GetExtension(file.Path);
        return Unnamed.Contains(ending)
            && Path.GetExtension(other.Path).Equals(ending, StringComparison.OrdinalIgnoreCase)
            && (ending != ".go" || file.Folder == other.Folder);
    }

    private static bool IsTelling(Declaration declaration) =>
        declaration.IsType && declaration.Name.Length >= MinNameLength && char.IsAsciiLetterUpper(declaration.Name[0]) && !Generic.Contains(declaration.Name);
}
