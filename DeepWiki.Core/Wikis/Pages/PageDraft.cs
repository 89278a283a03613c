using System.Text;
using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A page in the making.</summary>
internal sealed class PageDraft
{
    private const int MaxSections = 8;
    private const int MaxExcerpts = 5;
    private const int IntroSentences = 3;
    private const int MinTypes = 3;
    private const int MinOptions = 3;
    private const int MaxOptions = 24;

    private readonly PageFacts facts;
    private readonly LocalizedText words;
    private readonly List<SourceFile> files;
    private readonly FileGraph graph;
    private readonly List<string> deltas = [];
    private Quotation? quoted;

    public PageDraft(PageFacts facts)
    {
        this.facts = facts;
        words = new LocalizedText(facts.Language);
        files = [.. facts.Files.DistinctBy(file => file.Path, StringComparer.Ordinal).Select(file => new SourceFile(file))];
        graph = new FileGraph(files);
    }

    public List<string> Write()
    {
        WriteHead();
        if (files.TrueForAll(file => file.Blocks.Count == 0))
        {
            deltas.Add($"{words[WikiWord.NoText]}\n");
            return deltas;
        }

        WriteIntroduction();
        WriteDiagrams();
        WriteSections();
        return deltas;
    }

    private void WriteHead()
    {
        var head = new StringBuilder("<details>\n<summary>Relevant source files</summary>\n\n");
        foreach (var file in files)
        {
            head.Append($"- {(file.Whole is null ? Markup.Plain(file.Path) : $"[{file.Path}]()")}\n");
        }

        deltas.Add(head.Append("\n</details>\n\n").ToString());
        deltas.Add(PageWriter.Title(facts.Title, facts.Language));
    }

    private void WriteIntroduction()
    {
        var readme = files.Where(file => SourceLanguage.IsReadme(file.Path) && file.IsProse).MinBy(file => file.Folder.Length);
        if (readme is not null && DocumentSection.FirstWords(readme) is { } first)
        {
            quoted = first;
            deltas.Add($"{words[WikiWord.InReadme]}\n\n{DocumentSection.Quoted(first)}\n{PageMarkup.Sources([first.Citation])}\n");
        }

        if (files.Count > 1)
        {
            deltas.Add(Counted());
        }

        var said = files.Where(file => file.IsCode).Select(DocSentence).OfType<string>().Take(IntroSentences).ToList();
        if (said.Count > 0)
        {
            deltas.Add($"{string.Join('\n', said)}\n\n");
        }
    }

    private string Counted()
    {
        var lines = files.Sum(file => file.Blocks.Sum(block => block.Lines.Count));
        var folder = files.CountBy(file => file.Folder, StringComparer.Ordinal).MaxBy(pair => pair.Value).Key;
        var place = Quotation.Code(folder is { Length: > 0 } ? folder : "/");
        return $"{words.Format(WikiWord.Counted, files.Count, lines, files.Sum(file => file.Declared.Count), place)}\n\n";
    }

    /// <summary>List item with the sentence of a file's own comment; null when it has none.</summary>
    private static string? DocSentence(SourceFile file) =>
        file.Introduction() is { } said ? $"- {Quotation.Code(file.Main?.Declaration?.QualifiedName ?? file.FileName)}: {said.ToMarkdown()}" : null;

    private void WriteDiagrams()
    {
        if (PageDiagram.OfFiles(files, graph) is { } drawn)
        {
            deltas.Add(
                $"## {words[drawn.Title]}\n\n{PageMarkup.Fenced("mermaid", drawn.Diagram)}\n"
                    + $"{words[drawn.Title == WikiWord.FolderDiagram ? WikiWord.FolderArrows : WikiWord.FileArrows]}\n\n");
        }

        var types = TypeGraph.Find(files);
        if (types.Count >= MinTypes && PageDiagram.OfTypes(types) is { } diagram)
        {
            deltas.Add($"## {words[WikiWord.TypeDiagram]}\n\n{PageMarkup.Fenced("mermaid", diagram)}\n{words[WikiWord.TypeArrows]}\n\n");
        }
    }

    private void WriteSections()
    {
        var headings = Headings();
        var written = 0;
        var left = new List<SourceFile>();
        foreach (var file in files.Where(file => file.Blocks.Count > 0))
        {
            var section = written >= MaxSections ? ""
                : file.IsCode ? new FileSection(file, graph, words).Write(headings[file], written < MaxExcerpts)
                : DocumentSection.Write(file, headings[file], facts.Title, quoted?.Path == file.Path ? quoted : null);
            if (section.Length == 0)
            {
                left.Add(file);
                continue;
            }

            deltas.Add(section);
            written++;
        }

        WriteOptions();
        WriteOthers(left);
    }

    private void WriteOptions()
    {
        var rows = files.Where(file => file.CanBeCited && file.IsCode).SelectMany(file => OptionScanner.Find(file).Select(option => (option, file)))
            .DistinctBy(row => row.option.Name, StringComparer.Ordinal).Take(MaxOptions).ToList();
        if (rows.Count >= MinOptions)
        {
            deltas.Add(
                $"## {words[WikiWord.Options]}\n\n"
                    + PageMarkup.Table(
                        [words[WikiWord.Name], words[WikiWord.Default], words[WikiWord.Source]],
                        rows.Select(row =>
                            new[]
                            {
                                PageMarkup.CellCode(row.option.Name),
                                PageMarkup.CellCode(row.option.Default),
                                Quotation.Cite(row.file.Path, row.option.Line, row.option.Line),
                            }))
                    + "\n");
        }
    }

    private void WriteOthers(List<SourceFile> left)
    {
        var rows = left.Where(file => file.CanBeCited)
            .Select(file =>
                new[]
                {
                    PageMarkup.CellCode(file.FileName),
                    string.Join(
                        ", ", file.Declared.Where(passage => passage.Declaration is { IsType: true } or { Scope.Length: 0 })
                            .Take(4)
                            .Select(passage => PageMarkup.CellCode(passage.Declaration?.Name ?? ""))),
                    file.Whole ?? "",
                })
            .ToList();
        if (rows.Count > 0)
        {
            deltas.Add(
                $"## {words[WikiWord.OtherFiles]}\n\n{PageMarkup.Table([words[WikiWord.Name], words[WikiWord.Declarations], words[WikiWord.Source]], rows)}\n");
        }
    }

    /// <summary>Headings of the files on the page: the file's name, unless others have it too.</summary>
    private Dictionary<SourceFile, string> Headings()
    {
        var counts = files.CountBy(file => file.FileName, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return files.ToDictionary(
            file => file,
            file =>
                counts[file.FileName] > 1 ? Quotation.Code(file.Path)
                : file.IsCode && file.Main?.Declaration is { } main && main.Name.Equals(file.Stem, StringComparison.OrdinalIgnoreCase)
                    ? Markup.Plain(Names.Title(main.Name))
                : Quotation.Code(file.FileName));
    }
}
