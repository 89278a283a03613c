using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Retrieval;

/// <summary>A few lines of a chunk, for a list of results.</summary>
/// <param name="StartLine">The line of the file it begins in.</param>
/// <param name="Text">The lines, joined by line feeds; long ones are cut and end in an ellipsis.</param>
public sealed record Snippet(int StartLine, string Text)
{
    private const int MaxLines = 8;
    private const int MaxLineLength = 200;

    /// <summary>
    /// The run of lines in which the most of the question's weight occurs, and among equals in the most lines, from a line that has some of it; else the first
    /// lines.
    /// </summary>
    /// <param name="startLine">Line of the file the text begins in.</param>
    /// <param name="text">The lines of a chunk.</param>
    /// <param name="weights">Words of the question with what each counts.</param>
    public static Snippet Create(int startLine, string text, IReadOnlyDictionary<string, double> weights)
    {
        var lines = text.Split('\n');
        var matches = Array.ConvertAll(lines, line => Tokenizer.Terms(line).Where(weights.ContainsKey).ToHashSet(StringComparer.Ordinal));
        var best = Enumerable.Range(0, lines.Length)
            .Where(first => matches[first].Count > 0)
            .DefaultIfEmpty(0)
            .MaxBy(first => Value(matches.Skip(first).Take(MaxLines), weights));
        return At(startLine + best, startLine, text);
    }

    /// <summary>The lines from <paramref name="line"/> on, or from the first one of the chunk if that lies behind it.</summary>
    public static Snippet At(int line, int startLine, string text)
    {
        var first = Math.Max(line - startLine, 0);
        var lines = text.Split('\n').Skip(first).Take(MaxLines).Select(Cut);
        return new Snippet(startLine + first, string.Join('\n', lines).TrimEnd());
    }

    private static (double Weight, int Lines) Value(IEnumerable<HashSet<string>> run, IReadOnlyDictionary<string, double> weights)
    {
        var lines = run.Where(terms => terms.Count > 0).ToList();
        return (lines.SelectMany(terms => terms).Distinct(StringComparer.Ordinal).Sum(term => weights[term]), lines.Count);
    }

    private static string Cut(string line) =>
        TextClip.CutWithSign(line, MaxLineLength);
}
