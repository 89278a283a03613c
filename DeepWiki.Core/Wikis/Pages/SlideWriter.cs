using System.Net;
using System.Text;
using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Makes slides and a workshop out of the lines of files alone: a title, what comments say, and lines to read.</summary>
internal static class SlideWriter
{
    private const int MaxSlides = 8;
    private const int MaxPoints = 5;
    private const int CodeLines = 12;
    private const int MaxSteps = 6;

    /// <summary>One line for each slide: its number, its title and what it is about.</summary>
    public static IReadOnlyList<string> SlideList(PageFacts facts)
    {
        var words = new LocalizedText(facts.Language);
        var files = Read(facts);
        var repository = OneLine(Names.Title(facts.Repository.Split('/')[^1]));
        List<string> lines = [$"1. {(repository.Length > 0 ? repository : words[WikiWord.Overview])}: {OneLine(Purpose(files) ?? words[WikiWord.Overview])}\n"];
        foreach (var file in files.Where(file => file.IsCode && file.CanBeCited).DistinctBy(TitleOf, StringComparer.OrdinalIgnoreCase).Take(MaxSlides - 1))
        {
            lines.Add($"{lines.Count + 1}. {OneLine(TitleOf(file))}: {OneLine(Sentence(file) ?? Listed(file))}\n");
        }

        if (lines.Count == 1)
        {
            lines.Add($"2. {words[WikiWord.ReadOn]}: {OneLine(string.Join(", ", files.Take(MaxPoints).Select(file => file.FileName)))}\n");
        }

        return lines;
    }

    /// <summary>The slide with that title, as HTML without script, address or anything else that acts.</summary>
    public static IReadOnlyList<string> Slide(PageFacts facts, string title)
    {
        var words = new LocalizedText(facts.Language);
        var files = Read(facts);
        var file = files.Where(candidate => candidate.IsCode).MaxBy(candidate => Fit(candidate, title));
        var html = new StringBuilder();
        html.Append(
            $"<div class=\"slide\">\n<div "
                + $"class=\"slide-header\"><h1>{Html(Names.Clip(Names.Plain(title)) is { Length: > 0 } named ? named : words[WikiWord.Overview])}</h1></div>\n"
                + $"<div class=\"slide-body\">\n");
        List<string> deltas = [html.ToString()];
        if (file is null || Fit(file, title) == 0)
        {
            deltas.Add(Points(files.Take(MaxPoints).Select(known => (known.FileName, Sentence(known) ?? Listed(known), known.Path))));
        }
        else
        {
            var rows = new FileDeclarations(file, new FileGraph([file])).Chosen();
            deltas.Add(
                Points(
                    rows.Take(MaxPoints)
                        .Select(row =>
                            (
                                row.Declaration?.QualifiedName ?? "", file.Remark(row)?.Sentence ?? "",
                                $"{file.Path}:{row.Evidence.Block.StartLine + row.Head}"))));
            if (rows.Count > 0 && rows[0] is { Declaration: not null } first)
            {
                var lines = first.Evidence.Lines.Skip(first.Head).Take(CodeLines).Where(line => line.Length <= 200);
                deltas.Add($"<pre><code>{Html(string.Join('\n', lines))}</code></pre>\n");
            }
        }

        deltas.Add("</div>\n</div>\n");
        return deltas;
    }

    /// <summary>A tour through the files: what to read, in which order, and what to find out, as Markdown.</summary>
    public static IReadOnlyList<string> Workshop(PageFacts facts)
    {
        var words = new LocalizedText(facts.Language);
        var files = Read(facts);
        var graph = new FileGraph(files);
        List<string> deltas = [PageWriter.Title(facts.Title, facts.Language)];
        var readme = files.Find(file => SourceLanguage.IsReadme(file.Path) && file.IsProse);
        if (readme is not null && FirstWords(readme) is { } first)
        {
            var sources = PageMarkup.Sources([Quotation.Cite(readme.Path, first.StartLine, first.EndLine)]);
            deltas.Add($"{words[WikiWord.InReadme]}\n\n> {Words(first)}\n\n{sources}\n");
        }

        var number = 0;
        foreach (var file in files.Where(file => file.IsCode && file.CanBeCited).Take(MaxSteps))
        {
            var rows = new FileDeclarations(file, graph).Chosen().Take(MaxPoints).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            var step = new StringBuilder($"## {words[WikiWord.Exercise]} {++number}: {Markup.Plain(TitleOf(file))}\n\n");
            step.Append(file.Introduction() is { } said ? $"{said.ToMarkdown()}\n\n" : "");
            step.Append($"{words[WikiWord.Steps]}\n\n");
            for (var i = 0; i < rows.Count; i++)
            {
                step.Append($"{i + 1}. {Quotation.Code(rows[i].Declaration?.QualifiedName ?? "")} {FileDeclarations.CitationOf(rows[i])}\n");
            }

            step.Append($"\n{words.Format(WikiWord.Question, Quotation.Code(rows[0].Declaration?.Name ?? file.Stem))}\n\n");
            deltas.Add(step.ToString());
        }

        if (deltas.Count == 1)
        {
            deltas.Add($"{words[WikiWord.NoText]}\n");
        }

        return deltas;
    }

    private static List<SourceFile> Read(PageFacts facts) =>
        [.. facts.Files.DistinctBy(file => file.Path, StringComparer.Ordinal).Select(file => new SourceFile(file))];

    private static string TitleOf(SourceFile file) =>
        file.Main?.Declaration is { } main && main.Name.Equals(file.Stem, StringComparison.OrdinalIgnoreCase) ? Names.Title(main.Name)
        : Names.Title(file.Stem) is { Length: > 0 } title ? title
        : file.FileName;

    private static string? Sentence(SourceFile file) =>
        (file.Introduction() ?? file.Declared.Select(file.Remark).FirstOrDefault(said => said is not null))?.Sentence;

    private static string Listed(SourceFile file) =>
        string.Join(", ", file.Declared.Select(passage => passage.Declaration?.Name ?? "").Distinct(StringComparer.Ordinal).Take(MaxPoints))
            is { Length: > 0 } names
            ? names
            : file.Path;

    private static string? Purpose(List<SourceFile> files) =>
        files.Find(file => SourceLanguage.IsReadme(file.Path) && file.IsProse) is { } readme && FirstWords(readme) is { } words
            ? words.Plain : files.Select(Sentence).FirstOrDefault(sentence => sentence is not null);

    private static DocumentBlock? FirstWords(SourceFile readme) =>
        readme.Document.Blocks.FirstOrDefault(block => block.Kind == DocumentBlockKind.Paragraph && block.Plain.Contains(' '));

    private static string Words(DocumentBlock block) =>
        RepositoryLink.Resolve(block.Text, (_, label) => label).Replace("\n", "\n> ", StringComparison.Ordinal);

    // The client cuts the list at line ends and the titles at colons.
    private static string OneLine(string text) => Names.Plain(text).Replace(": ", " – ", StringComparison.Ordinal).Replace(':', ' ');

    private static int Fit(SourceFile file, string title) =>
        TitleOf(file).Equals(title.Trim(), StringComparison.OrdinalIgnoreCase) ? 1000
        : TextAnalysis.Tokenizer.DistinctTerms(title).Intersect(TextAnalysis.Tokenizer.DistinctTerms(file.Path), StringComparer.Ordinal).Count();

    private static string Points(IEnumerable<(string Name, string Text, string Source)> points)
    {
        var html = new StringBuilder("<ul>\n");
        foreach (var (name, text, source) in points)
        {
            html.Append($"<li><strong>{Html(name)}</strong>{(text.Length > 0 ? $": {Html(text)}" : "")} <small>{Html(source)}</small></li>\n");
        }

        return html.Append("</ul>\n").ToString();
    }

    private static string Html(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t')));
}
