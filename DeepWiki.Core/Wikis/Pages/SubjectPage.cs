using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>The page of a subject: what its documentation says, how its code works, an example, options, and a reference.</summary>
internal sealed class SubjectPage(PageBody body)
{
    private const int AllWords = 1_700;
    private const int DocumentWords = 1_100;
    private const int MinTypes = 3;
    private const int MinOptions = 3;
    private const int MaxOptions = 24;
    private const int MaxExample = 45;
    private const int MaxExamples = 12;
    private const int MinHeaderWords = 4;
    private const int MaxHeaders = 14;

    /// <param name="isExamples">True when examples are the subject.</param>
    public void Write(bool isExamples)
    {
        var code = body.Files.Where(file => file.IsCode && file.CanBeCited && file.Blocks.Count > 0).ToList();
        WriteDocuments(code);
        if (isExamples)
        {
            WriteExamples(code);
            return;
        }

        var graph = new FileGraph(body.Files);
        var declarations = new DeclarationWriter(body, code, graph);
        declarations.WriteMain();
        WriteDiagrams(code, graph);
        WriteExample(code);
        WriteOptions(code);
        declarations.WriteErrors();
        declarations.WriteReference();
    }

    /// <summary>Sections of documents that the page is named for, else the documents whole; without any, what files say about themselves.</summary>
    private void WriteDocuments(IReadOnlyList<SourceFile> code)
    {
        var writer = new DocumentWriter(body);
        var documents = body.Files.Where(file => file.IsProse && file.Document.Blocks.Count > 0).ToList();
        var left = documents.Count == 1 && code.Count == 0 ? 2 * AllWords : AllWords;
        for (var i = 0; i < documents.Count && left > 0; i++)
        {
            var document = documents[i].Document;
            var named = Named(document);
            var most = Math.Min(left, documents.Count == 1 ? (code.Count == 0 ? 2 * AllWords : AllWords) : i == 0 ? DocumentWords : DocumentWords / 2);
            var isLead = i == 0;
            var sections = named.Count > 0 ? named : document.Sections();
            left -= most - writer.Write(documents[i], Leading(sections, isLead), most, hasTitle: !isLead);
        }

        if (documents.Count == 0)
        {
            WriteHeaders(code);
        }
    }

    // The title of the page stands above it already.
    private static IReadOnlyList<DocumentSection> Leading(IReadOnlyList<DocumentSection> sections, bool isLead) =>
        isLead && sections is [{ Heading: null }, { Level: 1 }, ..]
            ? [new DocumentSection(null, [.. sections[0].Blocks, .. sections[1].Blocks]), .. sections.Skip(2)] : sections;

    private IReadOnlyList<DocumentSection> Named(Document document)
    {
        var names = body.Facts.Title.Split(" & ").Append(body.Facts.Title).Select(Names.Folded).ToHashSet(StringComparer.Ordinal);
        var sections = document.Sections();
        return [.. sections.Where(section => section.Level > 1 && names.Contains(Names.Folded(section.Title))).SelectMany(section => Own(document, section))];
    }

    /// <summary>A section with all below it but what has a page of its own.</summary>
    private List<DocumentSection> Own(Document document, DocumentSection section)
    {
        var others = body.Facts.Pages.Select(page => Names.Folded(page.Title)).ToHashSet(StringComparer.Ordinal);
        var own = new List<DocumentSection>();
        var hidden = int.MaxValue;
        foreach (var part in document.Below(section))
        {
            hidden = part.Level <= hidden ? int.MaxValue : hidden;
            hidden = hidden == int.MaxValue && part != section && others.Contains(Names.Folded(part.Title)) ? part.Level : hidden;
            if (hidden == int.MaxValue)
            {
                own.Add(part);
            }
        }

        return own;
    }

    private void WriteHeaders(IReadOnlyList<SourceFile> code)
    {
        var told = code.Select(file => (File: file, Blocks: file.HeaderBlocks())).Where(pair => pair.Blocks.Sum(block => block.Words) >= MinHeaderWords)
            .ToList();
        var lead = told.FindIndex(pair => FileRoles.IsEntry(Path.GetFileNameWithoutExtension(pair.File.FileName))
            || pair.File.FileName is "package-info.java" or "doc.go");
        lead = lead < 0 && told.Count == 1 ? 0 : lead;
        if (lead >= 0)
        {
            new DocumentWriter(body).Write(told[lead].File, new Document(told[lead].File.Path, told[lead].Blocks).Sections(), AllWords / 3, hasTitle: false);
            told.RemoveAt(lead);
        }

        // The rest say what each of them is for.
        var items = told.Select(pair => (pair.File, Block: pair.Blocks.FirstOrDefault(block => block.Kind == DocumentBlockKind.Paragraph)))
            .Where(pair => pair.Block is not null)
            .Take(MaxHeaders)
            .Select(pair => $"- {Quotation.Code(pair.File.FileName)}: {body.Write(pair.Block!, pair.File.Path).Replace('\n', ' ').Trim()} " // There is one.
                + Quotation.Cite(pair.File.Path, pair.Block!.StartLine, pair.Block.EndLine)); // As above.
        body.Add(string.Join('\n', items) is { Length: > 0 } list ? list + "\n\n" : "");
    }

    private void WriteDiagrams(IReadOnlyList<SourceFile> code, FileGraph graph)
    {
        if (PageDiagrams.OfTypes(code) is { } types && types.Nodes.Count >= MinTypes)
        {
            body.AddDiagram(WikiWord.TypeDiagram, WikiWord.TypeArrows, types);
        }
        else if (PageDiagrams.OfFiles(body.Files, graph) is { } files)
        {
            body.AddDiagram(WikiWord.FileDiagram, WikiWord.FileArrows, files);
        }

        if (new CallOrder(code, graph, body.Files).Draw() is { } calls)
        {
            body.AddDiagram(WikiWord.CallDiagram, WikiWord.CallArrows, calls);
        }
    }

    /// <summary>The shortest example in the comments of the page's code, where its documents have shown none.</summary>
    private void WriteExample(IReadOnlyList<SourceFile> code)
    {
        if (body.HasExample)
        {
            return;
        }

        var example = code.SelectMany(file => file.Declared.SelectMany(file.CommentBlocks).Concat(file.HeaderBlocks()).Select(block => (file, block)))
            .Where(pair => pair.block.Kind == DocumentBlockKind.Code && pair.block.EndLine - pair.block.StartLine is >= 1 and < MaxExample)
            .Select(pair => ((SourceFile File, DocumentBlock Block)?)pair)
            .MinBy(pair => Math.Abs(pair!.Value.Block.Text.Length - 300)); // None of the pairs is null.
        if (example is var (from, block))
        {
            body.Begin(WikiWord.UsingIt);
            var shown = block.Language.Length > 0 ? block
                : block with { Language = SourceLanguage.FenceOf(from.Path) };
            body.Add($"{body.Write(shown, from.Path)}{PageMarkup.Sources([Quotation.Cite(from.Path, block.StartLine, block.EndLine)])}\n");
        }
    }

    private void WriteExamples(IReadOnlyList<SourceFile> code)
    {
        foreach (var file in code.Where(file => file.Blocks[0].Lines.Count <= 2 * MaxExample).OrderBy(file => file.Blocks[0].Lines.Count).Take(MaxExamples)
            .OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var block = file.Blocks[0];
            var lines = block.Lines.TakeWhile((_, index) => block.IsQuotable(index)).Take(MaxExample).ToList();
            var quote = block.Quote(0, Math.Max(1, lines.Count));
            body.Add($"## {Quotation.Code(file.Path)}\n\n{quote.ToMarkdown()}\n{PageMarkup.Sources([quote.Citation])}\n");
        }
    }

    private void WriteOptions(IReadOnlyList<SourceFile> code)
    {
        var rows = code.SelectMany(file => OptionScanner.Find(file).Select(option => (option, file)))
            .DistinctBy(row => row.option.Name, StringComparer.Ordinal).Take(MaxOptions).ToList();
        if (rows.Count < MinOptions)
        {
            return;
        }

        body.Begin(WikiWord.Options);
        body.Add(
            PageMarkup.Table(
                [body.Words[WikiWord.Name], body.Words[WikiWord.Default], body.Words[WikiWord.Source]],
                rows.Select(row => new[]
                {
                    PageMarkup.CellCode(row.option.Name), PageMarkup.CellCode(row.option.Default), Quotation.Cite(row.file.Path, row.option.Line,
                        row.option.Line),
                })) + "\n");
    }
}
