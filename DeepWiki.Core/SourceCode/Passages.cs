using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.SourceCode;

/// <summary>Cuts blocks of evidence into passages and weighs them against the question.</summary>
internal static class Passages
{
    private const double TestFactor = 0.35;
    private const double ExampleFactor = 0.6;
    private const double DocumentFactor = 0.6;
    private const double HistoryFactor = 0.3;
    private const double NamelessFactor = 0.6;
    private const double RankLoss = 0.06;
    private const double LengthLoss = 1 / 80.0;
    private const double NameWeight = 2;

    // Logs of changes name everything and explain nothing.
    private static readonly string[] Histories =
        ["history", "changelog", "changes", "news", "release", "license", "copying", "authors", "contributors", "whatsnew"];

    /// <summary>All passages, best first; equal ones in the order of the evidence.</summary>
    public static List<Passage> Weigh(IReadOnlyList<Evidence> evidence, Question question) =>
        [.. evidence
            .SelectMany((item, rank) => Cut(item).Select(passage => Weigh(passage, question, 1 / (1 + (RankLoss * rank)))))
            .OrderByDescending(passage => passage.Score)];

    /// <summary>The passages of one block in line order.</summary>
    public static IEnumerable<Passage> Cut(Evidence evidence) =>
        SourceLanguage.IsProse(evidence.Block.Path) ? Prose.Sections(evidence) : CutCode(evidence);

    private static IEnumerable<Passage> CutCode(Evidence evidence)
    {
        var (first, lines) = (evidence.Block.StartLine, evidence.Lines);
        var declarations = Outer(evidence.Block.Declarations);
        var starts = declarations.ConvertAll(declaration => Math.Max(0, Math.Min(declaration.Line, declaration.Doc?.First ?? declaration.Line) - first));
        if (declarations.Count == 0 || starts[0] > 0)
        {
            yield return new Passage { Evidence = evidence, Start = 0, End = starts.Count == 0 ? lines.Count : starts[0] };
        }

        for (var i = 0; i < declarations.Count; i++)
        {
            var declaration = declarations[i];
            var limit = i + 1 < declarations.Count ? starts[i + 1] : lines.Count;
            var end = declaration.IsType ? limit : Math.Clamp(declaration.EndLine - first + 1, declaration.Line - first + 1, limit);
            yield return new Passage { Evidence = evidence, Start = starts[i], End = end, Declaration = declaration, Doc = Doc(evidence, declaration) };
        }
    }

    // Functions inside a function are part of it, and a line is the beginning of one passage alone.
    private static List<Declaration> Outer(IReadOnlyList<Declaration> declarations)
    {
        var outer = new List<Declaration>();
        var (line, body) = (0, 0);
        foreach (var declaration in declarations)
        {
            if (declaration.Line <= Math.Max(line, body) || declaration.Name.Length == 0)
            {
                continue;
            }

            line = declaration.Line;
            body = declaration.IsType ? body : declaration.EndLine;
            outer.Add(declaration);
        }

        return outer;
    }

    private static DocComment? Doc(Evidence evidence, Declaration declaration)
    {
        var from = declaration.Doc?.First - evidence.Block.StartLine ?? -1;
        var to = declaration.Doc?.Last - evidence.Block.StartLine + 1 ?? 0;
        return from >= 0 && to <= evidence.Lines.Count ? DocComment.Read(evidence.Lines, from, to) : null;
    }

    private static Passage Weigh(Passage passage, Question question, double rankFactor)
    {
        var (name, isNamed) = Name(passage, question);
        var lines = passage.End - passage.Start;
        var own = passage.Evidence.Coverage(passage.Start, passage.End) / (1 + (lines * LengthLoss));
        return passage with { IsNamed = isNamed, Score = rankFactor * KindFactor(passage, question) * ((NameWeight * name) + own) };
    }

    /// <summary>Score of the name's fit to the question, and if it is the one the question names.</summary>
    private static (double Score, bool IsNamed) Name(Passage passage, Question question)
    {
        if (passage.Name is not { } qualified)
        {
            return (0, false);
        }

        // The name itself counts in full, what it stands in by half; words the question does not have count against it.
        var name = Tokenizer.DistinctTerms(passage.Declaration?.Name ?? qualified);
        var scope = Tokenizer.DistinctTerms(passage.Declaration?.Scope ?? "").Except(name, StringComparer.Ordinal);
        var known = name.Count(term => question.Weight(term) > 0);
        var fit = (name.Sum(question.Weight) + (scope.Sum(question.Weight) / 2)) * (1 + known) / (1 + name.Count);
        var named = passage.Declaration is { } declaration ? question.Names(declaration) : 0;
        return (fit + (named * question.Total), named > 0 || (known > 0 && known == name.Count));
    }

    private static double KindFactor(Passage passage, Question question)
    {
        var kind = FileKinds.Classify(passage.Path);
        var factor = passage.Declaration is null && kind.HasFlag(FileKind.Code) ? NamelessFactor : 1;
        factor *= kind.HasFlag(FileKind.Test) != question.AsksForTests ? TestFactor : 1;
        factor *= kind.HasFlag(FileKind.Example) && !question.AsksForDocuments ? ExampleFactor : 1;
        factor *= kind.HasFlag(FileKind.Document) && !question.AsksForDocuments ? DocumentFactor : 1;
        return IsHistory(passage.Path) && !question.AsksForHistory ? factor * HistoryFactor : factor;
    }

    private static bool IsHistory(string path) =>
        Histories.Any(name => System.IO.Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase))
        && !FileKinds.Classify(path).HasFlag(FileKind.Code);
}
