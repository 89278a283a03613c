namespace DeepWiki.Core.SourceCode.Parsing;

/// <summary>Reads a source file once, at index time: its declarations, imports and documentation.</summary>
public sealed class SourceParser(CtagsSymbols ctags)
{
    /// <summary>Reads a source file; the result is empty when it is no code.</summary>
    public async Task<ParsedSource> ParseAsync(string path, SourceLines lines, CancellationToken cancellationToken)
    {
        if (SourceLanguage.FromPath(path) is not { IsCode: true } language)
        {
            return ParsedSource.Empty;
        }

        if (language.Ctags is not { } extension || !await ctags.IsAvailableAsync())
        {
            return Parse(path, language, lines, null);
        }

        var tags = await ctags.ReadAsync(extension, lines.Text, cancellationToken);
        return Parse(path, language, lines, tags) with { HasFailed = tags is null };
    }

    /// <summary>Reads a source file without ctags, as far as its lines show declarations; the result is empty when it is no code.</summary>
    internal static ParsedSource Parse(string path, SourceLines lines) =>
        SourceLanguage.FromPath(path) is { IsCode: true } language ? Parse(path, language, lines, null) : ParsedSource.Empty;

    private static ParsedSource Parse(string path, SourceLanguage language, SourceLines lines, IReadOnlyList<SymbolTag>? tags) => new(
        DeclarationReader.Read(path, language, lines, tags),
        ImportScanner.Find(path, lines),
        Documentation.OfFile(language, lines),
        HasFailed: false);
}
