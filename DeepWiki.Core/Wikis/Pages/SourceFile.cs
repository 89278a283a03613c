using System.Buffers;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;

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

    public SourceFile(PageFile file)
    {
        this.file = file;
        Path = file.Path;
        Stem = Outline.Names.Subject(Path, System.IO.Path.GetFileNameWithoutExtension(FileName));
        Blocks = [.. file.Join().Where(block => block.Text.Length > 0).Select(block => new Evidence(block, Nothing))];
        Passages = [.. Blocks.SelectMany(SourceCode.Passages.Cut)];
        Declared = [.. Passages.Where(passage => passage.Declaration is not null)];
        IsProse = SourceLanguage.IsProse(Path);
        IsCode = FileKinds.Classify(Path).HasFlag(FileKind.Code);
        Names = IsCode ? ReadNames() : [];
    }

    public string Path { get; }

    public IReadOnlyList<Evidence> Blocks { get; }

    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>Targets of its imports, as paths without endings.</summary>
    public IEnumerable<string> Imports => file.Imports.Select(import => import.Target);

    /// <summary>Passages that declare something, in line order.</summary>
    public IReadOnlyList<Passage> Declared { get; }

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

    /// <summary>Sentence of the comment on a declaration; null when there is none.</summary>
    public DocSentence? Remark(Passage passage) =>
        passage.Doc is { } doc && CanBeCited && !IsBanner(passage.Evidence.Lines[doc.FirstIndex])
            ? DocSentence.Of(doc.Sentence, Path, passage.Evidence.Block.StartLine + doc.FirstIndex, passage.Evidence.Block.StartLine + doc.LastIndex)
            : null;

    /// <summary>Sentence of the file about itself: at its beginning, or on its main declaration; null when there is none.</summary>
    public DocSentence? Introduction() => Header() ?? (Main is { } main ? Remark(main) : null);

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

    private HashSet<string> ReadNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var block in Blocks)
        {
            var text = block.Block.Text.AsSpan();
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
