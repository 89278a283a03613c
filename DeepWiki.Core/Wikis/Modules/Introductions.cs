using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Core.Wikis.Modules;

/// <summary>Finds the words with which a folder, a package or a file introduces itself: in its manifest, its README or the comment on its first file.</summary>
internal sealed class Introductions
{
    private const int MinLength = 20;
    private const int MaxLength = 260;

    private readonly Dictionary<string, PageFile> readmes = new(StringComparer.Ordinal);
    private readonly ILookup<string, PageFile> comments;
    private readonly Dictionary<string, PageFile> sources;

    public Introductions(RepositoryFacts facts)
    {
        foreach (var file in facts.Documents.Where(file => SourceLanguage.IsReadme(file.Path)))
        {
            readmes.TryAdd(FolderOf(file.Path), file);
        }

        sources = facts.Sources.DistinctBy(file => file.Path, StringComparer.Ordinal).ToDictionary(file => file.Path, StringComparer.Ordinal);
        comments = facts.Introductions.ToLookup(file => FolderOf(file.Path), StringComparer.Ordinal);
    }

    /// <summary>The first sentences it says about itself; null where it says nothing.</summary>
    /// <param name="folder">The folder, or the path of a file.</param>
    /// <param name="package">The package in it; null for none.</param>
    /// <param name="paths">Source files in it.</param>
    public (string Text, string Path, int StartLine, int EndLine)? Of(string folder, Package? package, IReadOnlyList<string> paths)
    {
        if (package is { Description.Length: >= MinLength })
        {
            return (Clip(package.Description), package.Path, package.Line, package.Line);
        }

        if (folder.Length > 0 && readmes.TryGetValue(folder, out var readme))
        {
            var paragraph = DocumentReader.Read(readme.Path, readme.Join()).Blocks
                .FirstOrDefault(block => block.Kind == DocumentBlockKind.Paragraph && IsTelling(block.Plain));
            if (paragraph is not null)
            {
                return (Clip(paragraph.Plain), readme.Path, paragraph.StartLine, paragraph.EndLine);
            }
        }

        var files = comments[folder].Concat(comments[FolderOf(folder)].Where(file => file.Path == folder))
            .Concat(paths.Where(path => FolderOf(path) == folder + "/src").Take(1).SelectMany(_ => comments[folder + "/src"]));
        foreach (var file in files)
        {
            if (Comment(file) is { } block)
            {
                return (Clip(block.Plain), file.Path, block.StartLine, block.EndLine);
            }
        }

        return null;
    }

    /// <summary>The first sentences of the comment on a declaration of a file; null where it has none, or the file is not at hand.</summary>
    public (string Text, string Path, int StartLine, int EndLine)? OfDeclaration(string path, string name)
    {
        if (!sources.TryGetValue(path, out var file))
        {
            return null;
        }

        var declaration = file.Blocks.SelectMany(block => block.Declarations)
            .FirstOrDefault(declaration => declaration.Name == name && declaration.Doc is not null);
        return declaration is not null && Comment(file with { Doc = declaration.Doc }) is { } block
            ? (Clip(block.Plain), path, block.StartLine, block.EndLine) : null;
    }

    /// <summary>Names of the documented declarations of a file, as far as it is at hand.</summary>
    public IReadOnlyList<string> Documented(string path) =>
        sources.TryGetValue(path, out var file)
            ? [.. file.Blocks.SelectMany(block => block.Declarations).Where(declaration => declaration is { Doc: not null, IsTest: false }
                && declaration.Kind is not (DeclarationKind.Variable or DeclarationKind.Constant))
                .Select(declaration => declaration.QualifiedName).Distinct(StringComparer.Ordinal)]
            : [];

    private static DocumentBlock? Comment(PageFile file)
    {
        if (file.Doc is not { } doc || file.Join() is not [var block, ..] || SourceLanguage.FromPath(file.Path) is not { } language)
        {
            return null;
        }

        var lines = block.Text.Split('\n');
        var (from, to) = (doc.First - block.StartLine, doc.Last - block.StartLine + 1);
        return from < 0 || to > lines.Length ? null
            : CommentReader.Read(language.Fence, lines, from, to, block.StartLine)
                .FirstOrDefault(found => found.Kind == DocumentBlockKind.Paragraph && IsTelling(found.Plain));
    }

    // See docs/topics/loaders.rst
    private static bool IsTelling(string text) =>
        text.Length >= MinLength && text.Contains(' ') && !text.StartsWith("See ", StringComparison.Ordinal)
            && !text.StartsWith("Do NOT", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("Dual-licensed", StringComparison.Ordinal);

    /// <summary>The first sentences of a paragraph, as many as fit.</summary>
    public static string Clip(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = text.LastIndexOf(". ", MaxLength, StringComparison.Ordinal);
        if (end < MinLength)
        {
            end = text.IndexOf(". ", StringComparison.Ordinal);
        }

        return end > 0 ? text[..(end + 1)] : text;
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
