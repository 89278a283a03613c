using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>
/// Writes an answer out of evidence alone: what fits best, what else bears on the question, and where to read on. It says nothing that is not
/// quoted or cited, and the same evidence always gives the same text.
/// </summary>
internal sealed class ExtractiveAnswer
{
    private const int MaxQuoted = 2;
    private const int MinLines = 3;
    private const int MaxListed = 5;
    private const int MaxNames = 8;
    private const int MaxExamples = 3;
    private const double WorthQuoting = 0.4;
    private const double WorthListing = 0.35;

    private readonly AnswerContext context;
    private readonly LocalizedText text;
    private readonly Question question;
    private readonly List<Evidence> evidence;
    private readonly List<Passage> passages;
    private readonly List<string> deltas = [];
    private int leadEnd;

    private ExtractiveAnswer(AnswerContext context, string? previousQuestion)
    {
        this.context = context;
        text = new LocalizedText(context.Language);
        question = new Question(context.Question, previousQuestion, context.Blocks.SelectMany(block => block.Text.Split('\n')));
        evidence = [.. context.Blocks.Select(block => new Evidence(block, question))];
        passages = Passages.Weigh(evidence, question);
    }

    /// <summary>The answer in the deltas in which it is streamed, at least two. A question that says little is read with the one before it.</summary>
    public static IReadOnlyList<string> Write(AnswerContext context, string? previousQuestion)
    {
        var answer = new ExtractiveAnswer(context, previousQuestion);
        if (SmallTalk.Is(context.Question))
        {
            answer.WriteGreeting();
        }
        else if (answer.passages.Count == 0 || (answer.passages[0].Score == 0 && !answer.question.AsksForOverview))
        {
            answer.WriteNothingFound();
        }
        else
        {
            answer.WriteFound();
        }

        if (context.IsDegraded && !SmallTalk.Is(context.Question))
        {
            answer.deltas.Add($"\n*{answer.text[AnswerPhrase.Degraded]}*\n");
        }

        return answer.deltas;
    }

    private void WriteGreeting()
    {
        deltas.Add(text.Format(AnswerPhrase.Greeting, Repository()));
        var names = passages.Where(passage => passage.Declaration is { IsType: true } && !SourceLanguage.IsTest(passage.Path))
            .Select(passage => passage.Declaration?.Name ?? "").Distinct(StringComparer.Ordinal).Take(MaxExamples).ToList();
        deltas.Add(names.Count == 0 ? $" {text[AnswerPhrase.AskForNames]}\n" : $" {text.Format(AnswerPhrase.Examples, Enumerate(names))}\n");
    }

    private void WriteNothingFound()
    {
        deltas.Add(text.Format(AnswerPhrase.NothingFound, Repository()));
        var absent = question.WordsOf(context.MissingTerms);
        var missing = absent.Count == 0 ? "" : " " + text.Format(AnswerPhrase.Missing, Enumerate(absent));

        // When no word is known at all, nearness is chance.
        var known = context.MissingTerms.Count < Tokenizer.DistinctTerms(context.Question).Count;
        var advice = known && context.NearestPaths.Count > 0
            ? text.Format(AnswerPhrase.Nearest, Enumerate(context.NearestPaths))
            : text[AnswerPhrase.AskForNames];
        deltas.Add($"{missing} {advice}\n");
    }

    private void WriteFound()
    {
        if (question.Previous is { } before)
        {
            deltas.Add($"*{text.Format(AnswerPhrase.FollowUp, Markup.Plain(before))}*\n\n");
        }

        var used = question.AsksForOverview ? WriteOverview() : null;
        if (used is null)
        {
            used = [passages[0]];
            WriteLead(passages[0]);
            WriteOthers(used);
        }

        if (!question.AsksForOverview)
        {
            WriteSeeAlso(used);
        }

        var absent = question.WordsOf(context.MissingTerms).Where(Question.IsIdentifier).ToList();
        if (absent.Count > 0)
        {
            deltas.Add($"\n{text.Format(AnswerPhrase.Missing, Enumerate(absent))}\n");
        }
    }

    private void WriteLead(Passage lead)
    {
        var quotes = Quotes.OfLead(lead);
        leadEnd = quotes[^1].StartLine + quotes[^1].Lines.Count - lead.Evidence.Block.StartLine;
        deltas.Add(Introduce(lead, quotes[0], lead.IsNamed ? AnswerPhrase.Declared : AnswerPhrase.Best));
        deltas.Add(quotes[0].ToMarkdown());
        foreach (var quote in quotes.Skip(1))
        {
            deltas.Add($"\n{text.Format(AnswerPhrase.Further, quote.Citation)}\n\n");
            deltas.Add(quote.ToMarkdown());
        }
    }

    private string Introduce(Passage passage, Quotation quote, AnswerPhrase declared)
    {
        var sentence = passage switch
        {
            { Declaration: { } declaration } => text.Format(declared, Quotation.Code(declaration.QualifiedName), quote.Citation),
            { Heading: { } heading } => text.Format(AnswerPhrase.Section, Markup.Plain(heading), quote.Citation),
            _ => text.Format(AnswerPhrase.Lines, quote.Citation),
        };
        return $"{sentence}{DocSentence(passage, quote)}\n\n";
    }

    /// <summary>Sentence of the comment on a declaration, with its citation when the quotation does not hold it; a colon when there is none.</summary>
    private static string DocSentence(Passage passage, Quotation quote)
    {
        if (Remark(passage) is not { Length: > 0 } remark || passage.Doc is not { } doc)
        {
            return ":";
        }

        var (first, last) = (passage.Evidence.Block.StartLine + doc.FirstIndex, passage.Evidence.Block.StartLine + doc.LastIndex);
        return first >= quote.StartLine && last < quote.StartLine + quote.Lines.Count ? remark : $"{remark} {Quotation.Cite(passage.Path, first, last)}";
    }

    private void WriteOthers(List<Passage> used)
    {
        var floor = WorthQuoting * used[0].Score;
        var heading = $"\n{text[AnswerPhrase.Also]}\n";
        var others = passages.Skip(1)
            .Where(passage => passage.Score >= floor && Length(passage) >= MinLines && !used.Any(other => IsShown(passage, other)) && Quotes.CanQuote(passage))
            .Take(MaxQuoted).ToList();
        foreach (var passage in others.GroupBy(passage => passage.Path, StringComparer.Ordinal).SelectMany(file => file.OrderBy(passage => passage.Start)))
        {
            var quote = Quotes.OfOther(passage);
            deltas.Add($"{heading}\n{Label(passage)}{quote.Citation}{DocSentence(passage, quote)}\n\n");
            deltas.Add(quote.ToMarkdown());
            heading = "";
            used.Add(passage);
        }
    }

    /// <summary>Files that bear on the question and were not quoted, grouped by file, best first.</summary>
    private void WriteSeeAlso(List<Passage> used)
    {
        var floor = WorthListing * passages[0].Score;
        var rest = passages
            .Where(passage =>
                passage.Score >= floor
                && passage.Score > 0
                && !used.Any(other => IsShown(passage, other))
                && Quotes.CanQuote(passage)
                && (passage.Name is not null || Length(passage) >= MinLines))
            .Take(MaxListed)
            .ToList();
        if (rest.Count == 0)
        {
            return;
        }

        var lines = rest.GroupBy(passage => passage.Path, StringComparer.Ordinal)
            .SelectMany(file => file.OrderBy(passage => passage.Evidence.Block.StartLine + passage.Start))
            .Select(passage => $"- {Label(passage)}{Quotes.OfOther(passage).Citation}{Remark(passage)}\n")
            .Distinct(StringComparer.Ordinal);
        deltas.Add($"\n{text[AnswerPhrase.SeeAlso]}\n\n{string.Concat(lines)}");
    }

    /// <summary>The README's own words and what the documented parts say of themselves.</summary>
    private List<Passage>? WriteOverview()
    {
        var readme = evidence.Where(item => SourceLanguage.IsReadme(item.Block.Path)).OrderBy(item => item.Block.Path.Count(c => c == '/'))
            .ThenBy(item => item.Block.Path, StringComparer.Ordinal).ThenBy(item => item.Block.StartLine).FirstOrDefault()
            ?? evidence.FirstOrDefault(item => SourceLanguage.IsProse(item.Block.Path));
        if (readme is null)
        {
            return null;
        }

        var start = Prose.FirstParagraph(readme);
        var quote = readme.Quote(start, Prose.EndOfText(readme, start, Quotes.LeadLines));
        deltas.Add($"{text.Format(AnswerPhrase.Overview, quote.Citation, Repository())}\n\n");
        deltas.Add(quote.ToMarkdown());
        var parts = passages
            .Where(passage => passage is { Doc: not null, Declaration: not null } && !SourceLanguage.IsTest(passage.Path) && Remark(passage).Length > 0)
            .DistinctBy(passage => passage.Declaration?.QualifiedName, StringComparer.Ordinal)
            .Take(MaxListed)
            .ToList();
        if (parts.Count > 0)
        {
            var lines = parts.Select(part => $"- {Label(part)}{Quotes.OfOther(part).Citation}{Remark(part)}\n");
            deltas.Add($"\n{text[AnswerPhrase.Parts]}\n\n{string.Concat(lines)}");
        }

        return [.. passages.Where(passage => passage.Evidence == readme), .. parts];
    }

    private string Label(Passage passage) => passage switch
    {
        { Declaration: { } declaration } => Quotation.Code(declaration.QualifiedName) + " – ",
        { Heading: { } heading } => $"“{Markup.Plain(heading)}” – ",
        _ => "",
    };

    private static string Remark(Passage passage) => passage.Doc is { } doc && Markup.IsPlain(doc.Sentence) ? $": “{Markup.Plain(doc.Sentence)}”" : "";

    private static int Length(Passage passage) => passage.End - passage.Head;

    private bool IsShown(Passage passage, Passage by) =>
        passage.Evidence == by.Evidence && passage.Start < Math.Max(by.End, by == passages[0] ? leadEnd : 0) && by.Start < passage.End;

    private string Repository() =>
        string.IsNullOrWhiteSpace(context.Repository) ? text[AnswerPhrase.ThisRepository] : $"**{Markup.Plain(context.Repository)}**";

    private string Enumerate(IEnumerable<string> items) => string.Join(text[AnswerPhrase.Between], items.Take(MaxNames).Select(Quotation.Code));
}
