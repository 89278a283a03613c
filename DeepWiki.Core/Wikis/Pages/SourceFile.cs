using System.Buffers;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A file of a page, read once: its passages, what it declares, and the names that occur in it.</summary>
internal sealed class SourceFile
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

    private static readonly SearchValues<char> NameStarts = SearchValues.Create(Letters);
    private static readonly SearchValues<char> NameParts = SearchValues.Create(Letters + "0123456789");
    private static readonly SearchValues<char> Marks = SearchValues.Create("`|\\<>");
    private static readonly Question Nothing = new("", null, []);

    private readonly PageFile file;
    private Document? document;
    private bool? exports;

    public SourceFile(PageFile file)
    {
        this.file = file;
        Path = file.Path;
        Stem = Outline.Names.Subject(Path, System.IO.Path.GetFileNameWithoutExtension(FileName));
        Blocks = [.. file.Join().Where(block => block.Text.Length > 0).Select(block => new Evidence(block, Nothing))];
        Passages = [.. Blocks.SelectMany(SourceCode.Passages.Cut)];
        var tests = TestModules();
        Declared =
        [
            .. Passages.Where(passage => passage.Declaration is { IsTest: false } declaration
                && !tests.Exists(module => declaration.Line >= module.Line && declaration.Line <= module.EndLine)),
        ];
        IsProse = SourceLanguage.IsProse(Path);
        IsCode = FileKinds.Classify(Path).HasFlag(FileKind.Code);
        Names = IsCode ? ReadNames(Blocks.SelectMany(block => block.Lines), 0, int.MaxValue) : [];
    }

    public string Path { get; }

    public IReadOnlyList<Evidence> Blocks { get; }

    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>The file as a document; without blocks where it is code.</summary>
    public Document Document => document ??= IsProse && CanBeCited ? DocumentReader.Read(Path, file.Join()) : new Document(Path, []);

    /// <summary>Targets of its imports, as paths without endings.</summary>
    public IEnumerable<string> Imports => file.Imports.Select(import => import.Target);

    /// <summary>Passages that declare something, tests apart, in line order.</summary>
    public IReadOnlyList<Passage> Declared { get; }

    /// <summary>True when any of its declarations says that others may use it.</summary>
    public bool Exports => exports ??= SourceLanguage.FenceOf(Path) is "javascript" or "jsx" or "typescript" or "tsx"
        ? Declared.Any(passage => passage.Evidence.Lines[passage.Head].StartsWith("export", StringComparison.Ordinal))
        : Declared.Any(passage => passage.Declaration?.IsExported == true);

    public bool IsProse { get; }

    public bool IsCode { get; }

    /// <summary>All identifiers of a source file.</summary>
    public IReadOnlySet<string> Names { get; }

    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Name the file stands for, without its ending.</summary>
    public string Stem { get; }

    /// <summary>True when a citation of it survives on its way to a reader: its path ends no link, no code and no cell of a table.</summary>
    public bool CanBeCited => Path.AsSpan().IndexOfAny(Marks) < 0 && !Path.Any(char.IsControl) && AreBalanced(Path);

    /// <summary>Citation of all lines of its first block; null when it cannot be cited.</summary>
    public string? Whole => Blocks is [var first, ..] && CanBeCited ? Quotation.Cite(Path, first.Block.StartLine, first.Block.EndLine) : null;

    /// <summary>The declaration the file is about: the one named like it, else its first documented type, else its first type; null for none.</summary>
    public Passage? Main =>
        Declared.FirstOrDefault(passage => passage.Declaration?.Name.Equals(Stem, StringComparison.OrdinalIgnoreCase) == true)
        ?? Declared.FirstOrDefault(passage => passage is { Declaration.IsType: true, Doc: not null })
        ?? Declared.FirstOrDefault(passage => passage.Declaration is { IsType: true, Scope.Length: 0 });

    /// <summary>Sentence of the comment at its beginning that is about all of it; null when there is none.</summary>
    public DocSentence? Header()
    {
        if (file.Doc is not { } doc || !CanBeCited || Blocks is not [{ Block: var block, Lines: var lines }, ..] || doc.Last - block.StartLine >= lines.Count)
        {
            return null;
        }

        return DocComment.Read(lines, doc.First - block.StartLine, doc.Last - block.StartLine + 1) is { } said
            ? DocSentence.Of(said.Sentence, Path, block.StartLine + said.FirstIndex, block.StartLine + said.LastIndex)
            : null;
    }

    /// <summary>Blocks of the comment that is about all of it; none where there is no such comment.</summary>
    public IReadOnlyList<DocumentBlock> HeaderBlocks() =>
        file.Doc is { } doc && CanBeCited && Blocks is [var first, ..] ? Comment(first, doc) : [];

    /// <summary>Blocks of the comment on a declaration; none where there is no comment.</summary>
    public IReadOnlyList<DocumentBlock> CommentBlocks(Passage passage) =>
        passage.Declaration?.Doc is { } doc && CanBeCited ? Comment(passage.Evidence, doc) : [];

    /// <summary>Sentence of the comment on a declaration; null when there is none.</summary>
    public DocSentence? Remark(Passage passage) =>
        passage.Doc is { } doc && CanBeCited && !IsBanner(passage.Evidence.Lines[doc.FirstIndex])
            ? DocSentence.Of(doc.Sentence, Path, passage.Evidence.Block.StartLine + doc.FirstIndex, passage.Evidence.Block.StartLine + doc.LastIndex)
            : null;

    /// <summary>Sentence of the file about itself: at its beginning, or on its main declaration; null when there is none.</summary>
    public DocSentence? Introduction() => Header() ?? (Main is { } main ? Remark(main) : null);

    private IReadOnlyList<DocumentBlock> Comment(Evidence evidence, LineSpan doc)
    {
        var (from, to) = (doc.First - evidence.Block.StartLine, doc.Last - evidence.Block.StartLine + 1);
        return from < 0 || to > evidence.Lines.Count ? []
            : CommentReader.Read(SourceLanguage.FenceOf(Path), evidence.Lines, from, to, evidence.Block.StartLine);
    }

    // #[cfg(test)] mod tests { … }
    private List<Declaration> TestModules() =>
        [
            .. Blocks.SelectMany(block => block.Block.Declarations)
                .Where(declaration => declaration.Kind is DeclarationKind.Module or DeclarationKind.Class
                    && (declaration.IsTest || declaration.Name is "tests" or "test") && declaration.EndLine > declaration.Line),
        ];

    // app/[id]/page.tsx is cited as it is.
    private static bool AreBalanced(string path)
    {
        var depth = 0;
        foreach (var c in path)
        {
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth is < 0 or > 4)
            {
                return false;
            }
        }

        return depth == 0;
    }

    /// <summary>Identifiers in some lines.</summary>
    public static HashSet<string> ReadNames(IEnumerable<string> lines, int from, int to)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in lines.Skip(from).Take(to - from))
        {
            var text = line.AsSpan();
            while (text.IndexOfAny(NameStarts) is >= 0 and var start)
            {
                text = text[start..];
                var length = text.IndexOfAnyExcept(NameParts) is >= 0 and var end ? end : text.Length;
                if (length > 2)
                {
                    lookup.Add(text[..length]);
                }

                text = text[length..];
            }
        }

        return names;
    }

    // # ---- Models ----
    private static bool IsBanner(string line) =>
        line.Contains("---", StringComparison.Ordinal) || line.Contains("===", StringComparison.Ordinal) || line.Contains("***", StringComparison.Ordinal);
}
