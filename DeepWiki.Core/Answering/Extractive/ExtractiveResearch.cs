using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>
/// Writes one round of a research out of evidence alone: first a plan, then what each round adds to the ones before, at last everything
/// together. The same evidence always gives the same text.
/// </summary>
internal sealed class ExtractiveResearch
{
    private const int MaxPlaces = 6;
    private const int MaxNext = 4;
    private const int MaxPaths = 6;
    private const int MaxTopic = 300;

    private readonly AnswerContext context;
    private readonly ResearchRound round;
    private readonly LocalizedText text;
    private readonly List<string> deltas = [];

    private ExtractiveResearch(AnswerContext context, ResearchRound round)
    {
        (this.context, this.round) = (context, round);
        text = new LocalizedText(context.Language);
    }

    public static IReadOnlyList<string> Write(AnswerContext context, ResearchRound round)
    {
        var research = new ExtractiveResearch(context, round);
        research.deltas.Add(round.Heading + "\n\n");
        if (round.IsLast)
        {
            research.WriteAll();
        }
        else
        {
            research.WriteRound();
        }

        return research.deltas;
    }

    private void WriteRound()
    {
        if (round.Covered.Count > 0)
        {
            deltas.Add(text.Format(ResearchPhrase.Before, string.Join(", ", round.Covered.TakeLast(MaxPaths).Select(Quotation.Code))) + "\n\n");
        }

        if (context.Blocks.Count == 0 && round.Covered.Count > 0)
        {
            deltas.Add(text.Format(ResearchPhrase.NothingNew, Topic()) + "\n");
            deltas.Add($"\n## Next Steps\n\n- {text[ResearchPhrase.GatherAll]}\n");
            return;
        }

        if (round.Number == 1 && context.Blocks.Count > 0)
        {
            deltas.Add($"{text.Format(ResearchPhrase.Goal, Topic())}\n\n{Places(context.Blocks.Take(MaxPlaces))}\n{text[ResearchPhrase.First]}\n\n");
        }

        var answer = ExtractiveAnswer.Write(context, null);
        deltas.AddRange(answer);
        var quoted = string.Concat(answer);
        var open = context.Blocks.Where(block => !quoted.Contains($"[{block.Path}:", StringComparison.Ordinal))
            .DistinctBy(block => block.Path)
            .Take(MaxNext)
            .ToList();
        deltas.Add($"\n## Next Steps\n\n{(open.Count == 0 ? $"- {text[ResearchPhrase.GatherAll]}\n" : $"{text[ResearchPhrase.Open]}\n\n{Places(open)}")}");
    }

    private void WriteAll()
    {
        if (context.Blocks.Count == 0)
        {
            deltas.AddRange(ExtractiveAnswer.Write(context, null));
            return;
        }

        // The rounds have quoted: here is what their lines are, in the order of what one asks.
        var places = AspectReader.Passages(context.Blocks, context.Question, worth: 0).ToLookup(AspectReader.AspectOf);
        var findings = Enum.GetValues<ResearchAspect>()
            .Where(aspect => places[aspect].Any())
            .Select(aspect => new AspectFinding(aspect, [], [.. places[aspect].Select(passage => AspectReader.Place(passage, isLead: false))]));
        deltas.AddRange(new ResearchOutline(context.Question, context.Language).Conclude([.. findings]));
    }

    private string Topic()
    {
        var topic = Markup.Plain(context.Question);
        return TextClip.CutWithSign(topic, MaxTopic);
    }

    private static string Places(IEnumerable<ContextBlock> blocks) => string.Concat(blocks.Select(block =>
        $"- {(block.Symbol is { } symbol ? Quotation.Code(symbol) + " – " : "")}{Quotation.Cite(block.Path, block.StartLine, block.EndLine)}\n"));
}
