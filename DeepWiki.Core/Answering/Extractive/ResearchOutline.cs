using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>
/// Writes the plan, the rounds and the conclusion of a research out of what was found on each sub-question. A round quotes, the conclusion orders and says
/// in words of the repository's own documentation: no line of one is repeated in the other.
/// </summary>
internal sealed class ResearchOutline(string question, string language)
{
    private const int MaxTopic = 300;
    private const int MaxQuotes = 3;
    private const int MaxListed = 8;
    private const int MaxConcluded = 5;
    private const int MaxMentions = 3;
    private const int MaxLine = 120;

    private readonly LocalizedText text = new(language);

    private string Topic => TextClip.CutWithSign(Markup.Plain(question), MaxTopic);

    /// <summary>The question and its sub-questions.</summary>
    public string Plan(IReadOnlyList<AspectFinding> findings) =>
        Plan([.. findings.Select(finding => $"**{text[finding.Aspect]}**{Subjects(finding)}")]);

    /// <summary>The question and sub-questions that somebody else asked.</summary>
    public string Plan(IReadOnlyList<string> parts) =>
        $"{text.Format(ResearchPhrase.Parts, Topic)}\n\n{string.Concat(parts.Select((part, at) => $"{at + 1}. {part}\n"))}";

    /// <summary>A sub-question in words.</summary>
    public string Name(AspectFinding finding) => $"{text[finding.Aspect]}{(finding.Subjects.Count == 0 ? "" : $": {string.Join(", ", finding.Subjects)}")}";

    /// <summary>A sub-question with the lines that bear on it, some of them quoted.</summary>
    public string Update(AspectFinding finding)
    {
        var head = $"### {text[finding.Aspect]}\n\n";
        if (finding.Places.Count == 0)
        {
            return $"{head}{text[ResearchPhrase.NothingOnThis]}\n\n";
        }

        var quoted = finding.Places.Where(place => place.Quote is not null).Take(MaxQuotes).ToList();
        var listed = finding.Places.Except(quoted).Take(MaxListed).ToList();
        var quotes = quoted.Select(place => $"{Name(place)}{Cite(place.Quote)}:\n\n{place.Quote?.ToMarkdown()}\n");
        var list = string.Concat(listed.Select(place => $"- {Name(place)}{Cite(place.Lines)}{Mention(place)}\n"));
        return $"{head}{string.Concat(quotes)}{list}{(list.Length > 0 ? "\n" : "")}";
    }

    /// <summary>All sub-questions with the places that answer them best, and those that stay open.</summary>
    public IEnumerable<string> Conclude(IReadOnlyList<AspectFinding> findings)
    {
        yield return text.Format(ResearchPhrase.Answer, Topic) + "\n\n";
        foreach (var finding in findings.Where(finding => finding.Places.Count > 0))
        {
            yield return $"**{text[finding.Aspect]}**\n\n{Concluded(finding)}\n";
        }

        var open = findings.Where(finding => finding.Places.Count == 0).Select(finding => text[finding.Aspect]).ToList();
        if (open.Count > 0)
        {
            yield return text.Format(ResearchPhrase.StaysOpen, string.Join(text[AnswerPhrase.Between], open)) + "\n";
        }
    }

    private string Concluded(AspectFinding finding)
    {
        // What documents itself can be said in its own words.
        var best = finding.Places.Where(place => !place.IsMention).OrderBy(place => place.Remark is null).Take(MaxConcluded).ToHashSet();
        var lines = finding.Places.Where(best.Contains)
            .Select(place => $"- {Name(place)}{Cite(place.Lines)}{(place.Remark is { } remark ? $": “{Markup.Plain(remark)}”" : "")}\n");
        var mentions = finding.Places.Where(place => place.IsMention).ToList();
        var files = mentions.Select(place => place.Lines.Path).Distinct(StringComparer.Ordinal).Count();
        var first = string.Join("; ", mentions.Take(MaxMentions).Select(place => Name(place) + Cite(place.Lines)));
        var count = mentions.Count > MaxMentions ? $"{text.Format(ResearchPhrase.Places, mentions.Count, files)}: " : "";
        return $"{string.Concat(lines)}{(mentions.Count == 0 ? "" : $"- {count}{first}\n")}";
    }

    // The line itself is what a list of mentions is read for.
    private static string Mention(AspectPlace place)
    {
        var line = place.IsMention ? place.Block.Text.Split('\n')[0].Trim() : "";
        return line.Length == 0 ? "" : $": {Quotation.Code(TextClip.CutWithSign(line, MaxLine))}";
    }

    private string Subjects(AspectFinding finding) =>
        finding.Subjects.Count == 0 ? "" : ": " + string.Join(text[AnswerPhrase.Between], finding.Subjects.Select(Quotation.Code));

    private static string Name(AspectPlace place) => place.Label is { } label ? $"{Quotation.Code(TextClip.CutWithSign(label, MaxLine))} – " : "";

    private static string Cite(LineRange lines) => Quotation.Cite(lines.Path, lines.StartLine, lines.EndLine);

    private static string Cite(Quotation? quote) => quote?.Citation ?? "";
}
