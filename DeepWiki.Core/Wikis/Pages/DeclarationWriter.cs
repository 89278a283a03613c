using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Writes about the declarations of a page: the main ones in reading order with their documentation, errors, and the rest as a table.</summary>
internal sealed class DeclarationWriter
{
    private const int MaxMain = 9;
    private const int MaxOfFile = 3;
    private const int MaxRows = 40;
    private const int MaxErrors = 16;
    private const int MinDocumented = 3;
    private const int MaxUndocumented = 16;
    private const int SignatureLines = 8;
    private const int MaxWords = 110;
    private const int MaxRelations = 5;

    private readonly PageBody body;
    private readonly FileGraph graph;
    private readonly List<PageDeclaration> all;
    private readonly HashSet<Passage> written = new(ReferenceEqualityComparer.Instance);

    public DeclarationWriter(PageBody body, IReadOnlyList<SourceFile> code, FileGraph graph)
    {
        this.body = body;
        this.graph = graph;
        all = [.. code.SelectMany(file => file.Declared.Where(IsShown).Select(passage => new PageDeclaration(file, passage, file.CommentBlocks(passage))))];
    }

    /// <summary>The main declarations: the whole first paragraph of each one's documentation, its signature, and its relations in words.</summary>
    public void WriteMain()
    {
        var files = all.Select(item => item.File.Path).Distinct(StringComparer.Ordinal).Count();
        var exported = all.Exists(item => item is { IsDocumented: true, IsPublic: true });
        var chosen = all.Where(item => item.IsDocumented && item.Paragraph is not null && (item.IsPublic || !exported) && !item.IsError)
            .Where(item => item.Declaration.IsType || item.Declaration.Kind is DeclarationKind.Function or DeclarationKind.Method or DeclarationKind.Macro)
            .OrderByDescending(Weigh).ThenBy(item => item.File.Path, StringComparer.Ordinal).ThenBy(item => item.Declaration.Line)
            .GroupBy(item => item.File).SelectMany(group => group.Take(files > 2 ? MaxOfFile : MaxMain))
                .DistinctBy(item => item.Declaration.QualifiedName, StringComparer.Ordinal)
            .OrderByDescending(Weigh).Take(MaxMain).ToList();
        if (chosen.Count == 0)
        {
            return;
        }

        body.Begin(WikiWord.HowItWorks);
        foreach (var item in InReadingOrder(chosen))
        {
            written.Add(item.Passage);
            body.Add(Describe(item));
        }
    }

    /// <summary>Errors with their documentation.</summary>
    public void WriteErrors()
    {
        var errors = all.Where(item => item.IsError && item.IsDocumented && item.Sentence is not null)
            .DistinctBy(item => item.Declaration.Name, StringComparer.Ordinal)
            .Take(MaxErrors).ToList();
        if (errors.Count < 2)
        {
            return;
        }

        body.Begin(WikiWord.Errors);
        body.Add(Table(errors));
        written.UnionWith(errors.Select(item => item.Passage));
    }

    /// <summary>Documented members that others may use; undocumented ones are counted.</summary>
    public void WriteReference()
    {
        var open = all.Where(item => item.IsPublic && !written.Contains(item.Passage)).ToList();
        var rows = open.Where(item => item.IsDocumented && item.Sentence is not null)
            .DistinctBy(item => item.Declaration.QualifiedName, StringComparer.Ordinal).ToList();
        var undocumented = open.Count(item => item.Declaration.Doc is null);
        if (rows.Count + written.Count < MinDocumented)
        {
            WriteNames();
            return;
        }

        if (rows.Count == 0)
        {
            return;
        }

        body.Begin(WikiWord.Reference);
        body.Add(Table(rows.OrderByDescending(Weigh).Take(MaxRows).OrderBy(item => item.File.Path, StringComparer.Ordinal)
            .ThenBy(item => item.Declaration.Line)));
        var rest = new List<string>();
        rest.AddRange(rows.Count > MaxRows ? [body.Words.Format(WikiWord.ReferenceMore, rows.Count - MaxRows)] : []);
        rest.AddRange(undocumented > 0 ? [body.Words.Format(WikiWord.ReferenceRest, undocumented)] : []);
        body.Add(rest.Count > 0 ? string.Join(' ', rest) + "\n\n" : "");
    }

    /// <summary>Code without documentation: the main declarations of each file as they are written.</summary>
    private void WriteNames()
    {
        var named = written.Select(passage => passage.Name).ToHashSet(StringComparer.Ordinal);
        var rows = all.Where(item => !named.Contains(item.Passage.Name)
            && item.Declaration.Kind is not (DeclarationKind.Implementation or DeclarationKind.Property))
            .DistinctBy(item => item.Declaration.QualifiedName, StringComparer.Ordinal)
            .OrderByDescending(Weigh).Take(MaxUndocumented).OrderBy(item => item.File.Path, StringComparer.Ordinal).ThenBy(item => item.Declaration.Line)
                .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        body.Begin(WikiWord.Declarations);
        body.Add(
            PageMarkup.Table(
                [body.Words[WikiWord.Name], body.Words[WikiWord.Declared], body.Words[WikiWord.Source]],
                rows.Select(item => new[] { PageMarkup.CellCode(item.Declaration.QualifiedName),
                    PageMarkup.CellCode(string.Join(' ', Signature(item.Passage))), item.Citation })) + "\n");
    }

    private string Table(IEnumerable<PageDeclaration> rows) =>
        PageMarkup.Table(
            [body.Words[WikiWord.Name], body.Words[WikiWord.Says], body.Words[WikiWord.Source]],
            rows.Select(item => new[] { PageMarkup.CellCode(item.Declaration.QualifiedName), item.Sentence ?? "", item.Citation })) + "\n";

    private string Describe(PageDeclaration item)
    {
        body.Links.Begin();
        var text = new StringBuilder($"### {Quotation.Code(item.Declaration.QualifiedName)}\n\n");
        var (words, last) = (0, item.Blocks[0]);
        foreach (var block in item.Blocks.TakeWhile(block => words == 0
            || (words < MaxWords / 2 && block.Kind is DocumentBlockKind.Paragraph or DocumentBlockKind.List)))
        {
            if (block.Kind is DocumentBlockKind.Paragraph or DocumentBlockKind.List && block.Words <= 2 * MaxWords)
            {
                text.Append(body.Write(block, item.File.Path));
                (words, last) = (words + block.Words, block);
            }
        }

        text.Append(new Quotation(item.File.Path, 1, Signature(item.Passage)).Fenced()).Append('\n');
        var relations = Relations(item);
        text.Append(relations.Length > 0 ? relations + "\n\n" : "");
        return text.Append(PageMarkup.Sources([Quotation.Cite(item.File.Path, item.Blocks[0].StartLine, last.EndLine), item.Citation])).Append('\n').ToString();
    }

    private string Relations(PageDeclaration item)
    {
        var name = item.Declaration.Name;
        var uses = Types().Where(other => other.Declaration.Name != name && item.Names.Contains(other.Declaration.Name)).ToList();
        var users = Types().Where(other => other.Declaration.Name != name && other.Names.Contains(name)).Except(uses).ToList();
        var code = Quotation.Code(item.Declaration.QualifiedName);
        var sentences = new List<string>();
        sentences.AddRange(uses.Count > 0 ? [body.Words.Format(WikiWord.Uses, code, List(uses))] : []);
        sentences.AddRange(users.Count > 0 && IsTelling(name) ? [body.Words.Format(WikiWord.UsedBy, code, List(users))] : []);
        return string.Join(' ', sentences);
    }

    private IEnumerable<PageDeclaration> Types() =>
        all.Where(item => item is { IsPublic: true, Declaration: { IsType: true, Kind: not (DeclarationKind.Implementation or DeclarationKind.Module) } }
            && IsTelling(item.Declaration.Name))
            .DistinctBy(item => item.Declaration.Name, StringComparer.Ordinal);

    private static bool IsTelling(string name) => name.Length > 3 && char.IsUpper(name[0]);

    private static string List(IEnumerable<PageDeclaration> items) => string.Join(", ", items.Take(MaxRelations)
        .Select(item => Quotation.Code(item.Declaration.Name)));

    /// <summary>Those that nothing else names come first, each followed by what it names.</summary>
    private static IEnumerable<PageDeclaration> InReadingOrder(List<PageDeclaration> items)
    {
        var seen = new HashSet<PageDeclaration>(ReferenceEqualityComparer.Instance);
        var order = new List<PageDeclaration>();
        var entries = items.Where(item => !items.Exists(other => other != item && other.Names.Contains(item.Declaration.Name)));
        foreach (var item in entries.Concat(items))
        {
            Visit(item);
        }

        return order;

        void Visit(PageDeclaration item)
        {
            if (!seen.Add(item))
            {
                return;
            }

            order.Add(item);
            foreach (var next in items.Where(other => item.Names.Contains(other.Declaration.Name)))
            {
                Visit(next);
            }
        }
    }

    private double Weigh(PageDeclaration item)
    {
        var declaration = item.Declaration;
        return new FileDeclarations(item.File, graph).Weigh(item.Passage) + (item.IsPublic ? 2 : 0) + (declaration.Scope.Length == 0 ? 1 : 0)
            + Math.Min(2, item.Words / 30.0);
    }

    private static bool IsShown(Passage passage) =>
        passage.Declaration is { Name.Length: > 1 } declaration && passage.Evidence.IsQuotable(passage.Head) && !IsConstructor(declaration)
        && declaration.Kind is not (DeclarationKind.Implementation or DeclarationKind.Module)
        && !(declaration.Doc is null && (declaration.IsTrivial
            || declaration.Kind is DeclarationKind.Type or DeclarationKind.Variable or DeclarationKind.Constant));

    private static bool IsConstructor(Declaration declaration) =>
        !declaration.IsType && (declaration.Name == declaration.Scope[(declaration.Scope.LastIndexOf('.') + 1)..]
            || declaration.Name is "__init__" or "constructor");

    /// <summary>The lines of a declaration up to where its body begins.</summary>
    private static List<string> Signature(Passage passage)
    {
        var lines = passage.Evidence.Lines;
        var signature = new List<string>();
        var common = lines[passage.Head].Length - lines[passage.Head].TrimStart().Length;
        for (var i = passage.Head; i < Math.Min(lines.Count, passage.Head + SignatureLines) && passage.Evidence.IsQuotable(i); i++)
        {
            var line = lines[i].Length > common ? lines[i][common..].TrimEnd() : lines[i].Trim();
            var ends = line.EndsWith('{') || line.EndsWith(';') || line.EndsWith(':') || line.EndsWith("=>", StringComparison.Ordinal) || line == "{"
                || (signature.Count > 0 && line.Length == 0);
            var shown = line.TrimEnd('{').TrimEnd();
            if (shown.Length > 0)
            {
                signature.Add(shown);
            }

            // Without an opening sign the line is all there is, unless a bracket is open.
            var text = string.Concat(signature);
            if (ends || text.Count(c => c == '(') <= text.Count(c => c == ')'))
            {
                break;
            }
        }

        return signature.Count > 0 ? signature : [passage.Declaration?.Name ?? ""];
    }
}
