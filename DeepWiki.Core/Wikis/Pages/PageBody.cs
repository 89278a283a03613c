using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Diagrams;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A page in the making: its files, and the text that has been written.</summary>
internal sealed class PageBody
{
    private readonly List<string> deltas = [];
    private readonly List<ComputedDiagram> diagrams = [];

    public PageBody(PageFacts facts)
    {
        Facts = facts;
        Words = new LocalizedText(facts.Language);
        Files = [.. facts.Files.Where(file => !file.IsNear).DistinctBy(file => file.Path, StringComparer.Ordinal).Select(file => new SourceFile(file))];
        Links = new CrossLinks(facts);
    }

    public PageFacts Facts { get; }

    public LocalizedText Words { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    public CrossLinks Links { get; }

    /// <summary>Paragraphs and examples that stand on the page already.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of parts written.</summary>
    public int Count => deltas.Count;

    /// <summary>True when an example of code has been shown.</summary>
    public bool HasExample { get; set; }

    public void Add(string text)
    {
        if (text.Length > 0)
        {
            deltas.Add(text);
        }
    }

    /// <summary>Begins a section with a heading of ours.</summary>
    public void Begin(WikiWord heading)
    {
        Links.Begin();
        deltas.Add($"## {Words[heading]}\n\n");
    }

    /// <summary>The text of a block as it stands on the page.</summary>
    public string Write(DocumentBlock block, string path)
    {
        if (block.Kind != DocumentBlockKind.Code)
        {
            return Links.Write(block.Text, path).TrimEnd() + "\n\n";
        }

        // A diagram of a stranger is shown where it can be mended, as text where it cannot.
        if (block.Language.Equals("mermaid", StringComparison.OrdinalIgnoreCase))
        {
            return MermaidText.Repair(block.Text) is { } diagram ? PageMarkup.Fenced("mermaid", diagram) + "\n" : "";
        }

        var fence = new Quotation(path, 1, block.Text.Split('\n')).Fenced();
        var plain = fence.TrimStart('`');
        var ticks = fence.Length - plain.Length;
        var rest = plain[plain.IndexOf('\n', StringComparison.Ordinal)..];
        return $"{new string('`', ticks)}{LanguageOf(block, path)}{rest}\n";
    }

    // rustdoc writes what a test does with an example where others write its language.
    private static string LanguageOf(DocumentBlock block, string path) =>
        block.Language.ToLowerInvariant() switch
        {
            "no" or "no_run" or "ignore" or "should" or "should_panic" or "compile" or "compile_fail" => SourceLanguage.FenceOf(path),
            var language => language,
        };

    /// <summary>Adds a diagram below a heading, with a sentence about its arrows and the lines its nodes stand for.</summary>
    public void AddDiagram(WikiWord heading, WikiWord arrows, ComputedDiagram diagram)
    {
        diagrams.Add(diagram);
        Begin(heading);
        var sources = PageMarkup.Sources(diagram.Nodes.Select(node => Quotation.Cite(node.Path, node.StartLine, node.EndLine)));
        Add($"{PageMarkup.Fenced("mermaid", diagram.Source)}\n{Words[arrows]}\n\n{sources}\n");
    }

    public WrittenPage Finish() => new(deltas, diagrams);
}
