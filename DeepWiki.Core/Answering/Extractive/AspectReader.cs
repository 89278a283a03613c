using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>Sorts evidence by the sub-questions it bears on, and chooses the lines of each place that are worth showing.</summary>
internal static class AspectReader
{
    private static readonly string[] SettingNames = ["option", "setting", "config", "appsettings", "environment", ".env", "default"];
    private static readonly string[] SettingEndings = [".json", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf", ".properties", ".env", ".xml"];

    /// <summary>The passages of blocks that speak of the question, best first.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="question">The question.</param>
    /// <param name="worth">Least score, as a part of the best one.</param>
    public static IReadOnlyList<Passage> Passages(IReadOnlyList<ContextBlock> blocks, string question, double worth)
    {
        var asked = new Question(question, null, blocks.SelectMany(block => block.Text.Split('\n')));
        var weighed = SourceCode.Passages.Weigh([.. blocks.Select(block => new Evidence(block, asked))], asked);
        var floor = weighed.Count == 0 ? 0 : weighed[0].Score * worth;
        return [.. weighed.Where(passage => passage.Score > 0 && passage.Score >= floor && Quotes.CanQuote(passage))];
    }

    /// <summary>The sub-question that a passage bears on.</summary>
    public static ResearchAspect AspectOf(Passage passage)
    {
        var kind = FileKinds.Classify(passage.Path);
        return kind.HasFlag(FileKind.Test) || passage.Declaration is { IsTest: true } ? ResearchAspect.Tests
            : IsSetting(passage.Path) ? ResearchAspect.Configuration
            : SourceLanguage.IsProse(passage.Path) ? ResearchAspect.Documents
            : passage.Declaration is { IsType: true } || passage.IsNamed ? ResearchAspect.Definition
            : ResearchAspect.Implementation;
    }

    /// <summary>The place of a passage, with the lines that are quoted.</summary>
    public static AspectPlace Place(Passage passage, bool isLead)
    {
        var quote = isLead ? Quotes.OfLead(passage)[0] : Quotes.OfOther(passage);
        return new AspectPlace(
            passage.Evidence.Block,
            passage.Name,
            new LineRange(passage.Path, passage.Evidence.Block.StartLine + passage.Start, passage.Evidence.Block.StartLine + passage.End - 1),
            quote,
            passage.Doc is { } doc && Markup.IsPlain(doc.Sentence) ? doc.Sentence : null);
    }

    /// <summary>True for files in which a program is configured.</summary>
    public static bool IsSetting(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return SettingNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            || SettingEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
