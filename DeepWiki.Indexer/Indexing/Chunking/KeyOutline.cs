using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Top-level keys and tables of YAML, TOML and INI files, which begin at the left edge.</summary>
internal static class KeyOutline
{
    private const int MaxKey = 120;

    /// <summary>Lines such as <c>services:</c>.</summary>
    public static Outline Yaml(SourceLines lines) => Scan(lines, static text =>
    {
        var colon = text.IndexOf(':');

        return colon > 0 && text[0] is not ('#' or '-' or '[' or '{' or '}' or ']' or '%') && (colon + 1 == text.Length || text[colon + 1] is ' ' or '\t')
            ? text[..colon].Trim("\"' \t")
            : default;
    });

    /// <summary>Lines such as <c>[package.metadata]</c>.</summary>
    public static Outline Tables(SourceLines lines) => Scan(lines, static text => text[0] == '[' && text.TrimEnd()[^1] == ']' ? text.Trim("[] \t") : default);

    private static Outline Scan(SourceLines lines, Func<ReadOnlySpan<char>, ReadOnlySpan<char>> key)
    {
        var boundaries = new List<Boundary>();
        for (var line = 1; line <= lines.Count; line++)
        {
            var text = lines[line];
            if (text.IsEmpty || char.IsWhiteSpace(text[0]))
            {
                continue;
            }

            var name = key(text);
            if (!name.IsEmpty)
            {
                boundaries.Add(new Boundary(line, name[..Math.Min(name.Length, MaxKey)].ToString()));
            }
        }

        return new Outline(ChunkKind.Structure, LeadingTrivia.Lift(lines, boundaries));
    }
}
