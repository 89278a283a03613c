using System.Text;
using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Providers.Local;

/// <summary>
/// Writes an answer out of evidence alone: the declaration that fits best, what else bears on the question, and where it all stands. It says
/// nothing that is not quoted, and the same evidence always gives the same text.
/// </summary>
internal sealed class LocalAnswer
{
    private const int MostOthers = 5;
    private const int MostNames = 8;
    private const int LeadLines = 14;
    private const int OtherLines = 8;
    private const int MostWords = 1_000;
    private const double WorthQuoting = 0.3;

    private readonly AnswerContext context;
    private readonly Question question;
    private readonly List<Evidence> evidence;
    private readonly List<string> pieces = [];
    private readonly List<(string Citation, string? Symbol)> sources = [];
    private int words;

    private LocalAnswer(AnswerContext context)
    {
        this.context = context;
        question = new Question(context.Question, context.Blocks.SelectMany(block => block.Text.Split('\n')));
        evidence = [.. context.Blocks.Select(block => new Evidence(block, question))];
    }

    /// <summary>The answer in the pieces in which it is streamed, at least two.</summary>
    public static IReadOnlyList<string> Write(AnswerContext context)
    {
        var answer = new LocalAnswer(context);
        if (context.Blocks.Count == 0)
        {
            answer.WriteNothingFound();
        }
        else
        {
            answer.WriteFound();
        }

        return answer.pieces;
    }

    private void WriteNothingFound()
    {
        Add($"Nothing in {Repository()} answers this question.");
        var text = new StringBuilder();
        if (context.MissingTerms.Count > 0)
        {
            text.Append(" It does not contain ").Append(Enumerate(context.MissingTerms, "or")).Append('.');
        }

        text.Append(context.NearestPaths.Count > 0
            ? $" The files that come closest are {Enumerate(context.NearestPaths, "and")}.\n"
            : " Try the name of a file, a type or a function.\n");
        Add(text.ToString());
    }

    private void WriteFound()
    {
        var lead = Lead();
        if (question.AsksForOverview && SourceLanguage.IsProse(lead.Block.Path))
        {
            WriteOverview(lead);
            WriteParts(lead);
        }
        else
        {
            WriteLead(lead);
            WriteOthers(lead);
        }

        if (context.MissingTerms.Count > 0)
        {
            Add($"\nThe repository does not contain {Enumerate(context.MissingTerms, "or")}.\n");
        }

        WriteSources();
    }

    /// <summary>The README for a question about the whole; else the declaration whose name fits; else the block whose lines do.</summary>
    private Evidence Lead()
    {
        if (question.AsksForOverview)
        {
            var readme = evidence.Where(item => SourceLanguage.IsReadme(item.Block.Path)).OrderBy(item => item.Block.Path.Count(c => c == '/'))
                .ThenBy(item => item.Block.Path, StringComparer.Ordinal).ThenBy(item => item.Block.StartLine).FirstOrDefault();
            return readme ?? evidence.FirstOrDefault(item => SourceLanguage.IsProse(item.Block.Path)) ?? evidence[0];
        }

        // MaxBy keeps the first of equals, and the blocks come best first.
        var named = evidence.MaxBy(item => item.SymbolMatch) ?? evidence[0];
        return named.SymbolMatch > 0 ? named : evidence.MaxBy(item => item.Best.Score) ?? evidence[0];
    }

    private void WriteLead(Evidence lead)
    {
        if (lead.SymbolMatch > 0)
        {
            WriteDeclaration(lead);
        }
        else
        {
            WriteBestLines(lead);
        }
    }

    private void WriteOverview(Evidence lead)
    {
        var start = Prose.FirstParagraph(lead);
        var end = Prose.EndOfParagraph(lead, start, LeadLines);
        Add($"{Quotation.Code(lead.Block.Path)} describes {Repository()} in these words:\n\n");
        Quote(lead, start, end);
    }

    private void WriteBestLines(Evidence lead)
    {
        var path = Quotation.Code(lead.Block.Path);
        var (start, end) = lead.Best.Score > 0 ? (lead.Best.Start, lead.Best.End) : (0, Math.Min(LeadLines / 2, lead.Lines.Count));
        Add(SourceLanguage.IsProse(lead.Block.Path) ? $"{path} says:\n\n" : $"The lines that fit best are in {path}:\n\n");
        Quote(lead, start, end);
    }

    private void WriteDeclaration(Evidence lead)
    {
        var declaration = lead.DeclarationIndex;
        var place = $"{Quotation.Code(lead.Block.Path)}, line {lead.Block.StartLine + declaration}";
        var symbol = Quotation.Code(lead.Block.Symbol ?? lead.Block.Path);
        Add((lead.Doc, question.AsksWhere) switch
        {
            (null, _) => $"{symbol} is defined in {place}.\n\n",
            ({ } doc, true) => $"{symbol} is defined in {place}: “{doc.Sentence}” {Cite(lead, doc)}\n\n",
            ({ } doc, false) => $"{symbol} ({place}) is documented in the code: “{doc.Sentence}” {Cite(lead, doc)}\n\n",
        });

        var body = lead.Doc?.BodyIndex ?? declaration;
        if (body >= lead.Lines.Count)
        {
            return;
        }

        var end = Declarations.EndOf(lead, declaration, body, Math.Min(lead.Lines.Count, body + LeadLines));
        Quote(lead, body, end);
        WriteRest(lead, end);
    }

    /// <summary>Lines further down in a long declaration, when they bear on the question.</summary>
    private void WriteRest(Evidence lead, int from)
    {
        var rest = lead.BestWindow(from, lead.Lines.Count, OtherLines);
        if (rest.Score <= 0 || rest.Score < WorthQuoting * lead.Best.Score || rest.End - rest.Start < 2)
        {
            return;
        }

        Add("\nFurther down it goes on:\n\n");
        Quote(lead, rest.Start, rest.End);
    }

    private void WriteOthers(Evidence lead)
    {
        var threshold = WorthQuoting * evidence.Max(item => item.Best.Score);
        var others = evidence.Where(item => item != lead && item.Best.Score > 0 && item.Best.Score >= threshold).Take(MostOthers);
        var heading = "\n### Also relevant\n";
        foreach (var file in others.GroupBy(item => item.Block.Path, StringComparer.Ordinal))
        {
            var path = Quotation.Code(file.Key);
            foreach (var item in file.OrderBy(item => item.Block.StartLine))
            {
                if (words > MostWords)
                {
                    return;
                }

                var symbol = item.Block.Symbol is { } name && !SourceLanguage.IsProse(file.Key) ? Quotation.Code(name) + " in " : "";
                Add($"{heading}\n{symbol}{path}:\n\n");
                Quote(item, item.Best.Start, item.Best.End);
                heading = "";
                path = "the same file";
            }
        }
    }

    /// <summary>For a question about the whole: what else the documents and the documented declarations say of themselves.</summary>
    private void WriteParts(Evidence lead)
    {
        var parts = evidence.Where(item => item != lead && item.Doc is not null && item.Block.Symbol is not null && !SourceLanguage.IsTest(item.Block.Path))
            .DistinctBy(item => item.Block.Symbol, StringComparer.Ordinal).Take(MostOthers).ToList();
        if (parts.Count == 0)
        {
            return;
        }

        var lines = parts.Select(item =>
            $"- {Quotation.Code(item.Block.Symbol ?? "")} in {Quotation.Code(item.Block.Path)}: “{item.Doc?.Sentence}” {Cite(item, item.Doc)}\n");
        Add("\nSome of its parts:\n\n" + string.Concat(lines));
    }

    private void WriteSources()
    {
        var list = sources.DistinctBy(source => source.Citation, StringComparer.Ordinal)
            .Select(source => source.Symbol is null ? $"- {source.Citation}\n" : $"- {source.Citation} {Quotation.Code(source.Symbol)}\n");
        Add("\n### Sources\n\n" + string.Concat(list));
    }

    private void Quote(Evidence item, int start, int end)
    {
        var quotable = start;
        while (quotable < end && item.IsQuotable(quotable))
        {
            quotable++;
        }

        if (quotable == start)
        {
            return; // A line of a minified file helps nobody.
        }

        var quotation = item.Quote(start, quotable);
        sources.Add((quotation.Citation, SourceLanguage.IsProse(item.Block.Path) ? null : item.Block.Symbol));
        Add(quotation.ToMarkdown());
    }

    private string Cite(Evidence item, DocComment? doc)
    {
        var start = item.Block.StartLine;
        var citation = Quotation.Cite(item.Block.Path, start + (doc?.FirstIndex ?? 0), start + (doc?.LastIndex ?? 0));
        sources.Add((citation, item.Block.Symbol));
        return citation;
    }

    private void Add(string piece)
    {
        pieces.Add(piece);
        words += piece.AsSpan().Count(' ') + piece.AsSpan().Count('\n');
    }

    private string Repository() => string.IsNullOrWhiteSpace(context.Repository) ? "this repository" : $"**{context.Repository}**";

    private static string Enumerate(IReadOnlyList<string> items, string lastWord)
    {
        var shown = items.Take(MostNames).Select(Quotation.Code).ToList();
        return shown.Count == 1 ? shown[0] : $"{string.Join(", ", shown.Take(shown.Count - 1))} {lastWord} {shown[^1]}";
    }
}
