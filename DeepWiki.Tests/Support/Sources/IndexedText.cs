using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Tests.Support.Sources;

/// <summary>Texts as an index gives them back, with what they declare; read without ctags.</summary>
internal static class IndexedText
{
    public static PageFile File(string path, string text)
    {
        var block = new ContextBlock(1, path, 1, text.Split('\n').Length, null, text, 0).Declared();
        var source = SourceParser.Parse(path, new SourceLines(text));
        return new PageFile(path, [block]) { Imports = source.Imports, Doc = source.Doc };
    }

    /// <summary>The block with what its own lines show to be declared.</summary>
    public static ContextBlock Declared(this ContextBlock block) => new[] { block }.Declared()[0];

    /// <summary>Blocks of one file, each with its declarations.</summary>
    public static IReadOnlyList<ContextBlock> Declared(this IReadOnlyList<ContextBlock> blocks)
    {
        var text = new string('\n', blocks[0].StartLine - 1) + string.Join('\n', blocks.Select(block => block.Text));
        var symbol = blocks[0].Symbol ?? "";
        var found = SourceParser.Parse(blocks[0].Path, new SourceLines(text)).Declarations.Select(declaration =>
            symbol.EndsWith("." + declaration.Name, StringComparison.Ordinal) ? declaration with { FullName = symbol } : declaration);
        var declarations = Declaration.WithScopes([.. found]);
        return [.. blocks.Select(block => block.With(declarations))];
    }
}
