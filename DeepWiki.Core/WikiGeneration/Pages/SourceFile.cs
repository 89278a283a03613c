using System.Collections.Frozen;
using System.Text.RegularExpressions;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Providers.Local;
using DeepWiki.Core.Wiki;

namespace DeepWiki.Core.WikiGeneration.Pages;

/// <summary>A file of a page, read once: its passages, what it declares, and the names that occur in it.</summary>
internal sealed partial class SourceFile
{
    private static readonly Question Nothing = new("", null, []);
    private static readonly string[] Licences = ["copyright", "license", "licence", "permission is hereby", "redistribution", "spdx"];

    public SourceFile(PageFile file)
    {
        Path = file.Path;
        Blocks = [.. file.Blocks.Where(block => block.Text.Length > 0).Select(block => new Evidence(block, Nothing))];
        Passages = [.. Blocks.SelectMany(Providers.Local.Passages.Cut)];
        Declared = [.. Passages.Where(passage => passage.Declaration is not null)];
        IsProse = SourceLanguage.IsProse(Path);
        IsCode = FileKinds.Of(Path).HasFlag(FileKind.Code);
        Names = IsCode ? ReadNames() : FrozenSet<string>.Empty;
    }

    public string Path { get; }

    public IReadOnlyList<Evidence> Blocks { get; }

    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>Passages that declare something, in line order.</summary>
    public IReadOnlyList<Passage> Declared { get; }

    public bool IsProse { get; }

    public bool IsCode { get; }

    /// <summary>All identifiers of a source file.</summary>
    public FrozenSet<string> Names { get; }

    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    public string Stem => System.IO.Path.GetFileNameWithoutExtension(FileName);

    /// <summary>Whether a citation of it survives on its way to a reader: its path ends no link, no code and no cell of a table.</summary>
    public bool CanBeCited => Path.IndexOfAny(['`', '[', ']', '|', '\\', '<', '>', '\r', '\n']) < 0 && !Path.Any(char.IsControl);

    /// <summary>All lines of its first block.</summary>
    public string? Whole => Blocks is [var first, ..] && CanBeCited ? Quotation.Cite(Path, first.Block.StartLine, first.Block.EndLine) : null;

    /// <summary>The declaration the file is about: the one named like it, else its first documented type, else its first type.</summary>
    public Passage? Main =>
        Declared.FirstOrDefault(passage => passage.Declaration?.Name.Equals(Stem, StringComparison.OrdinalIgnoreCase) == true)
        ?? Declared.FirstOrDefault(passage => passage is { Declaration.IsType: true, Doc: not null })
        ?? Declared.FirstOrDefault(passage => passage.Declaration is { IsType: true, Scope.Length: 0 });

    /// <summary>What a comment at its beginning says of all of it; a licence is no such comment.</summary>
    public (string Sentence, string Citation)? Header()
    {
        if (!IsCode || !CanBeCited || Blocks is not [var block, ..] || block.Block.StartLine != 1)
        {
            return null;
        }

        var end = Declared is [{ Start: > 0 } first, ..] && first.Evidence == block ? first.Start : Math.Min(block.Lines.Count, 40);
        var from = 0;
        while (from < end)
        {
            var to = from;
            while (to < end && !string.IsNullOrWhiteSpace(block.Lines[to]))
            {
                to++;
            }

            var paragraph = block.Lines.Skip(from).Take(to - from).ToList();
            if (paragraph.Count > 0 && !paragraph.Any(line => Licences.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
                && IsComment(paragraph[0]) && DocComment.Find([.. paragraph, "end"]) is { } doc && Markup.IsPlain(doc.Sentence))
            {
                return (doc.Sentence, Quotation.Cite(Path, 1 + from + doc.FirstIndex, 1 + from + doc.LastIndex));
            }

            from = to + 1;
        }

        return null;
    }

    private FrozenSet<string> ReadNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var block in Blocks)
        {
            var text = block.Block.Text.AsSpan();
            foreach (var match in Identifier().EnumerateMatches(text))
            {
                lookup.Add(text.Slice(match.Index, match.Length));
            }
        }

        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static bool IsComment(string line)
    {
        var text = line.AsSpan().Trim();
        return text.StartsWith("//") || text.StartsWith("/*") || text.StartsWith("#") || text.StartsWith("\"\"\"") || text.StartsWith("--");
    }

    [GeneratedRegex(@"[A-Za-z_]\w{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
