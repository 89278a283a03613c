using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Research;

/// <summary>
/// Takes a question apart without a model: by what it is about, as the evidence shows it, into the sub-questions that an index can answer of anything, such
/// as where it is declared, who uses it and which tests cover it.
/// </summary>
/// <param name="retriever">Finds evidence by words.</param>
/// <param name="lookups">Opens the repository.</param>
/// <param name="files">Reads the declarations of files.</param>
internal sealed class AspectFinder(Retriever retriever, RepositoryLookups lookups, FileSearch files)
{
    private const int MaxSubjects = 3;
    private const int MaxPlaces = 12;
    private const int MaxLines = 60;
    private const double WorthAsking = 0.3;
    private const double WorthSaying = 0.25;

    // Comments and imports name things and do nothing with them.
    private static readonly string[] NoUses = ["using ", "import ", "from ", "#include", "//", "/*", "* ", "# ", "\"\"\"", "--"];

    /// <summary>The sub-questions with what was found on each; those of callers and tests may be open.</summary>
    public async Task<IReadOnlyList<AspectFinding>> FindAsync(ActiveIndex index, AnswerContext found, CancellationToken cancellationToken)
    {
        var passages = AspectReader.Passages(found.Blocks, found.Question, WorthSaying);
        var subjects = Subjects(passages);
        var shown = new List<LineRange>();
        var lookup = lookups.Open(index, LookupBounds.Answer);
        var definitions = await DefineAsync(index, lookup, subjects, found.Question, cancellationToken);
        var references = await ReferAsync(index, lookup, subjects, cancellationToken);
        var settings = await ConfigureAsync(index, found.Question, cancellationToken);
        var names = subjects.Select(subject => subject.Name).ToList();
        var others = passages.ToLookup(AspectReader.AspectOf);
        List<AspectFinding> findings =
        [
            Take(ResearchAspect.Definition, names, definitions),
            Take(ResearchAspect.Implementation, [], Places(others[ResearchAspect.Implementation].Concat(others[ResearchAspect.Definition]))),
            Take(ResearchAspect.Callers, names, references.Where(place => !IsTest(place) && !IsProse(place) && !IsSetting(place))),
            Take(ResearchAspect.Configuration, [], settings.Concat(Places(others[ResearchAspect.Configuration])).Concat(references.Where(IsSetting))),
            Take(ResearchAspect.Tests, names, references.Where(IsTest).Concat(Places(others[ResearchAspect.Tests]))),
            Take(ResearchAspect.Documents, [], Places(others[ResearchAspect.Documents]).Concat(references.Where(IsProse))),
        ];

        // Of what nothing names, nobody asks who uses it.
        return [.. findings.Where(finding => finding.Places.Count > 0 || finding.Subjects.Count > 0)];

        AspectFinding Take(ResearchAspect aspect, IReadOnlyList<string> asked, IEnumerable<AspectPlace> places)
        {
            // Lines are quoted once, where they are asked for first.
            var own = new List<AspectPlace>();
            foreach (var place in places.Where(place => place.IsMention || !shown.Any(range => Overlaps(range, place.Lines))))
            {
                own.Add(place);
                if (!place.IsMention)
                {
                    shown.Add(place.Lines);
                }
            }

            return new AspectFinding(aspect, asked, [.. own.Take(MaxPlaces)]);
        }
    }

    private static List<Declaration> Subjects(IReadOnlyList<Passage> passages)
    {
        var named = passages
            .Where(passage => passage.Declaration is { Name.Length: > 2, IsTest: false } && AspectReader.AspectOf(passage) != ResearchAspect.Tests)
            .ToList();
        var floor = named.Count == 0 ? 0 : named[0].Score * WorthAsking;
        return
        [
            .. named.Where(passage => passage.Score >= floor).Select(passage => passage.Declaration).OfType<Declaration>()
                .DistinctBy(declaration => declaration.Name, StringComparer.Ordinal).Take(MaxSubjects),
        ];
    }

    private async Task<IReadOnlyList<AspectPlace>> DefineAsync(
        ActiveIndex index, IRepositoryLookup lookup, List<Declaration> subjects, string question, CancellationToken cancellationToken)
    {
        var places = new List<AspectPlace>();
        foreach (var subject in subjects)
        {
            var hit = (await lookup.FindSymbolAsync(subject.QualifiedName, cancellationToken)).Hits.FirstOrDefault(hit => !hit.Declaration.IsTest);
            if (hit is null)
            {
                continue;
            }

            var start = Math.Min(hit.Declaration.Doc?.First ?? hit.Declaration.Line, hit.Declaration.Line);
            var end = Math.Max(hit.Declaration.Line, Math.Min(hit.Declaration.EndLine, start + MaxLines));
            var lines = await lookup.ReadFileAsync(hit.Path, start, end, cancellationToken);
            var blocks = await DeclareAsync(index, lines.Blocks, cancellationToken);
            var passage = AspectReader.Passages(blocks, $"{subject.Name} {question}", worth: 0)
                .FirstOrDefault(passage => passage.Declaration?.Line == hit.Declaration.Line);
            if (passage is not null)
            {
                places.Add(AspectReader.Place(passage, isLead: true) with { Lines = new LineRange(hit.Path, start, lines.Blocks[0].EndLine) });
            }
        }

        return places;
    }

    private async Task<IReadOnlyList<AspectPlace>> ReferAsync(
        ActiveIndex index, IRepositoryLookup lookup, List<Declaration> subjects, CancellationToken cancellationToken)
    {
        var places = new List<AspectPlace>();
        foreach (var subject in subjects)
        {
            var found = await lookup.FindReferencesAsync(subject.Name, cancellationToken);
            var paths = found.Blocks.Select(block => block.Path).Distinct(StringComparer.Ordinal);
            var symbols = await files.ReadSymbolsAsync(index, [.. paths], cancellationToken);
            places.AddRange(found.Blocks
                .Where(block => !NoUses.Any(mark => block.Text.TrimStart().StartsWith(mark, StringComparison.Ordinal)))
                .Select(block => (Block: block, Inside: Enclosing(symbols[block.Path], block.StartLine)))
                .DistinctBy(place => (place.Block.Path, place.Inside?.QualifiedName))
                .Select(place => new AspectPlace(
                    place.Block, place.Inside?.QualifiedName, new LineRange(place.Block.Path, place.Block.StartLine, place.Block.EndLine), null, null)));
        }

        return [.. places.DistinctBy(place => place.Lines)];
    }

    private async Task<IReadOnlyList<AspectPlace>> ConfigureAsync(ActiveIndex index, string question, CancellationToken cancellationToken)
    {
        var query = new RetrievalQuery($"{question} configuration option setting default environment");
        var found = await retriever.RetrieveAsync(index, query, cancellationToken);
        var settings = found.Blocks.Where(block => AspectReader.IsSetting(block.Path)).ToList();
        return Places(AspectReader.Passages(settings, question, WorthSaying));
    }

    private async Task<IReadOnlyList<ContextBlock>> DeclareAsync(ActiveIndex index, IReadOnlyList<ContextBlock> blocks, CancellationToken cancellationToken)
    {
        var symbols = await files.ReadSymbolsAsync(index, [.. blocks.Select(block => block.Path).Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. blocks.Select(block => block.With(symbols[block.Path]))];
    }

    private static List<AspectPlace> Places(IEnumerable<Passage> passages) => [.. passages.Select(passage => AspectReader.Place(passage, isLead: false))];

    private static Declaration? Enclosing(IEnumerable<Declaration> declarations, int line) =>
        declarations.Where(declaration => declaration.Line <= line && line <= declaration.EndLine && declaration.Name.Length > 0)
            .MaxBy(declaration => declaration.Line);

    private static bool IsSetting(AspectPlace place) => AspectReader.IsSetting(place.Lines.Path) && !IsTest(place);

    private static bool IsTest(AspectPlace place) => FileKinds.Classify(place.Lines.Path).HasFlag(FileKind.Test);

    private static bool IsProse(AspectPlace place) => SourceLanguage.IsProse(place.Lines.Path);

    private static bool Overlaps(LineRange one, LineRange other) => one.Touches(other.Path, other.StartLine, other.EndLine);
}
