using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Diagrams;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>
/// The order in which a program calls its own functions, from its entry on: only calls that lead to the one declaration of their name that the caller can
/// see, in its own file, in one that it imports, or in its package.
/// </summary>
internal sealed class CallOrder
{
    private const int MaxSteps = 12;
    private const int MinSteps = 3;
    private const int MaxDepth = 3;

    private readonly IReadOnlyList<SourceFile> all;
    private readonly FileGraph graph;
    private readonly List<(SourceFile File, Passage Passage)> functions;
    private readonly ILookup<string, (SourceFile File, Passage Passage)> byName;

    /// <param name="code">Source files of the page.</param>
    /// <param name="graph">Their imports.</param>
    /// <param name="all">All files of the page, as the graph counts them.</param>
    public CallOrder(IReadOnlyList<SourceFile> code, FileGraph graph, IReadOnlyList<SourceFile> all)
    {
        (this.graph, this.all) = (graph, all);
        functions =
        [
            .. code.SelectMany(file => file.Declared.Where(passage => passage.Declaration is { Kind: DeclarationKind.Function or DeclarationKind.Method })
                .Select(passage => (file, passage))),
        ];
        byName = functions.ToLookup(function => Of(function).Name, StringComparer.Ordinal);
    }

    /// <summary>A flowchart of at most twelve steps; null where no entry is found, or hardly a step is proved.</summary>
    public ComputedDiagram? Draw()
    {
        var steps = functions.Where(IsEntry).Select(entry => Walk(entry)).OrderByDescending(found => found.Count).FirstOrDefault();
        if (steps is not { Count: >= MinSteps })
        {
            return null;
        }

        var ids = new Dictionary<Passage, string>(ReferenceEqualityComparer.Instance);
        var nodes = new List<DiagramNode>();
        var text = new StringBuilder("graph TD\n");
        foreach (var function in steps.SelectMany(step => new[] { step.From, step.To }))
        {
            if (ids.TryAdd(function.Passage, $"n{ids.Count + 1}"))
            {
                var label = function.File == steps[0].From.File ? Of(function).QualifiedName : $"{Of(function).QualifiedName} ({function.File.FileName})";
                var end = function.Passage.Evidence.Block.StartLine + Math.Max(function.Passage.Head, function.Passage.FullEnd - 1);
                nodes.Add(new DiagramNode(ids[function.Passage], label, function.File.Path, Of(function).Line, end));
                text.Append($"  {ids[function.Passage]}[\"{DiagramText.Label(label)}\"]\n");
            }
        }

        for (var i = 0; i < steps.Count; i++)
        {
            text.Append($"  {ids[steps[i].From.Passage]} -->|{i + 1}| {ids[steps[i].To.Passage]}\n");
        }

        return new ComputedDiagram(text.ToString(), nodes);
    }

    private List<((SourceFile File, Passage Passage) From, (SourceFile File, Passage Passage) To)> Walk((SourceFile File, Passage Passage) entry)
    {
        var steps = new List<((SourceFile, Passage), (SourceFile, Passage))>();
        var seen = new HashSet<Passage>(ReferenceEqualityComparer.Instance) { entry.Passage };
        Visit(entry, 1);
        return steps;

        void Visit((SourceFile File, Passage Passage) from, int depth)
        {
            var called = new HashSet<Passage>(ReferenceEqualityComparer.Instance) { from.Passage };
            foreach (var to in CallScanner.Read(from.File, from.Passage).Select(call => Target(from, call)).OfType<(SourceFile File, Passage Passage)>())
            {
                if (steps.Count == MaxSteps || !called.Add(to.Passage))
                {
                    continue;
                }

                steps.Add((from, to));

                // Functions of other files are told on their own pages.
                if (seen.Add(to.Passage) && depth < MaxDepth && to.File == entry.File)
                {
                    Visit(to, depth + 1);
                }
            }
        }
    }

    /// <summary>The declaration that a call leads to; null when there is none to be seen, or more than one.</summary>
    private (SourceFile File, Passage Passage)? Target((SourceFile File, Passage Passage) from, WrittenCall call)
    {
        var scope = Of(from).Scope;
        var named = byName[call.Name].Where(candidate => call.Owner switch
        {
            "" => Of(candidate).Scope.Length == 0 ? Sees(from.File, candidate.File)
                : IsMember(candidate, scope) && candidate.File == from.File && Path.GetExtension(from.File.Path) is ".java" or ".cs" or ".kt",
            "self" or "this" or "Self" => IsMember(candidate, scope) && candidate.File == from.File,
            _ => LastOf(Of(candidate).Scope) == call.Owner ? Sees(from.File, candidate.File)
                : Of(candidate).Scope.Length == 0 && IsModule(call, from.File, candidate.File),
        }).ToList();

        // What its own file declares hides what others do.
        var own = named.FindAll(candidate => candidate.File == from.File);
        return (own.Count > 0 ? own : named) is [var only] && (call.Owner.Length > 0 || Declarations(from.File, call.Name) <= own.Count) ? only : null;
    }

    // A function inside another one may have the name too.
    private static int Declarations(SourceFile file, string name) =>
        file.Blocks.Sum(block => block.Block.Declarations.Count(declaration => declaration.Name == name
            && declaration.Kind != DeclarationKind.Module));

    // Where types must be named to reach their members, a bare name means a member of the same type.
    private static bool IsMember((SourceFile File, Passage Passage) candidate, string scope) => scope.Length > 0 && Of(candidate).Scope == scope;

    private bool IsModule(WrittenCall call, SourceFile from, SourceFile to) =>
        (to.Stem == call.Owner || LastOf(to.Folder.Replace('/', '.')) == call.Owner)
        && (Imports(from, to) || (call.IsPath && to.Folder.StartsWith(from.Folder, StringComparison.Ordinal)));

    private bool Sees(SourceFile from, SourceFile to) =>
        from == to || Imports(from, to)
        || (from.Folder == to.Folder && Path.GetExtension(from.Path) is ".go" or ".java" or ".cs" or ".kt" && Path.GetExtension(from.Path) == Path
            .GetExtension(to.Path));

    private bool Imports(SourceFile from, SourceFile to) => graph.Edges.Contains((Place(from), Place(to)));

    private int Place(SourceFile file) => all.TakeWhile(other => other != file).Count();

    private static bool IsEntry((SourceFile File, Passage Passage) function) =>
        Of(function).Name is "main" or "Main"
        || (Of(function) is { Scope.Length: 0, Name: "execute" or "run" or "cli" or "start" }
            && function.File.Stem is "cmdline" or "cli" or "main" or "__main__" or "app" or "program");

    private static Declaration Of((SourceFile File, Passage Passage) function) => function.Passage.Declaration!; // Only those that declare are functions.

    private static string LastOf(string scope) => scope[(scope.LastIndexOf('.') + 1)..];
}
