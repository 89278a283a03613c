using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Citations;

/// <summary>
/// Says whether a reference in an answer points at lines the model was shown, and under which address they can be opened. What it was not
/// shown it cannot cite, whatever it claims.
/// </summary>
internal sealed class CitationVerifier(IReadOnlyList<ContextBlock> blocks, Func<string, int, int, string> addressOf)
{
    private readonly Queue<AnswerCitation> placed = new();

    /// <summary>References that became links.</summary>
    public int Sent { get; private set; }

    /// <summary>References that did not hold and were taken out.</summary>
    public int Dropped { get; private set; }

    /// <summary>
    /// Verifies the text between the brackets of a link: <c>src/a.cs:10-24</c>, <c>src/a.cs:10</c> or the number of an excerpt.
    /// </summary>
    /// <returns>A whole link; an empty text when the reference does not hold; null when the text is no reference at all.</returns>
    public CitationVerdict? Verify(string label)
    {
        if (int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // An index such as [0] is far more often code than a citation.
            return number >= 1 && number <= blocks.Count ? Accept(blocks[number - 1].Path, blocks[number - 1].StartLine, blocks[number - 1].EndLine) : null;
        }

        if (Parse(label) is not var (path, start, end))
        {
            return null;
        }

        var shown = PathOf(path);
        return start <= end && Runs(shown).Any(run => run.Start <= start && end <= run.End) ? Accept(shown, start, end) : Drop();
    }

    /// <summary>
    /// Verifies the text before an empty address that names no lines: a file it was shown, opened at the first lines it saw, or nothing that can be opened.
    /// </summary>
    public CitationVerdict VerifyFile(string label)
    {
        var path = PathOf(label);
        if (Runs(path) is [var first, ..])
        {
            return Accept(Label(path), path, first.Start, first.End);
        }

        // A path that was not shown proves nothing; other words lose no more than an address they never had.
        return label.Contains(' ') || !(label.Contains('/') || label.Contains('.')) ? new(label, null) : Drop();
    }

    /// <summary>Notes where in the text a link stands.</summary>
    /// <param name="cited">The lines it opens.</param>
    /// <param name="at">Its place, in UTF-16 units from the beginning of the text.</param>
    /// <param name="length">Its length.</param>
    public void Place(LineRange cited, long at, int length)
    {
        var number = blocks.First(block => block.Path == cited.Path && block.EndLine >= cited.StartLine).Number;
        var url = addressOf(cited.Path, cited.StartLine, cited.EndLine);
        placed.Enqueue(new AnswerCitation(number, cited.Path, cited.StartLine, cited.EndLine, Digest(cited), url, (int)at, length));
    }

    /// <summary>The links whose places were noted since the last call.</summary>
    public IEnumerable<AnswerCitation> TakePlaced()
    {
        while (placed.TryDequeue(out var citation))
        {
            yield return citation;
        }
    }

    private string Digest(LineRange cited)
    {
        var lines = new SortedDictionary<int, string>();
        foreach (var block in blocks.Where(block => block.Path == cited.Path && block.StartLine <= cited.EndLine && block.EndLine >= cited.StartLine))
        {
            foreach (var (text, index) in block.Text.Split('\n').Select((text, index) => (text, index)))
            {
                lines[block.StartLine + index] = text;
            }
        }

        var joined = string.Join('\n', lines.Where(line => line.Key >= cited.StartLine && line.Key <= cited.EndLine).Select(line => line.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joined)));
    }

    // Blocks without a line between them were read as one text.
    private List<(int Start, int End)> Runs(string path)
    {
        var runs = new List<(int Start, int End)>();
        foreach (var block in blocks.Where(block => block.Path == path).OrderBy(block => block.StartLine))
        {
            if (runs.Count > 0 && block.StartLine <= runs[^1].End + 1)
            {
                runs[^1] = (runs[^1].Start, Math.Max(runs[^1].End, block.EndLine));
            }
            else
            {
                runs.Add((block.StartLine, block.EndLine));
            }
        }

        return runs;
    }

    // A model may name a file alone, or its folders in part: that is enough where only one file was shown that it can be.
    private string PathOf(string label)
    {
        if (blocks.Any(block => block.Path == label))
        {
            return label;
        }

        var end = "/" + label.TrimStart('.', '/');
        var paths = blocks.Select(block => block.Path).Distinct(StringComparer.Ordinal).ToList();
        return Only(path => path.EndsWith(end, StringComparison.Ordinal))
            ?? Only(path => ("/" + path).EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ?? label;

        string? Only(Predicate<string> fits) => paths.FindAll(fits) is [var only] ? only : null;
    }

    private static (string Path, int Start, int End)? Parse(string label)
    {
        var colon = label.LastIndexOf(':');
        if (colon <= 0 || label.Length > 4096)
        {
            return null;
        }

        var range = label.AsSpan(colon + 1);
        var dash = range.IndexOf('-');
        var first = dash < 0 ? range : range[..dash];
        var last = dash < 0 ? range : range[(dash + 1)..];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? (label[..colon], start, end)
            : null;
    }

    private CitationVerdict Accept(string path, int start, int end) => Accept($"{Label(path)}:{start}-{end}", path, start, end);

    private CitationVerdict Accept(string label, string path, int start, int end)
    {
        Sent++;
        return new($"[{label}]({addressOf(path, start, end)})", new LineRange(path, start, end));
    }

    // __init__.py would come out bold.
    private static string Label(string path) => path.Replace("__", @"\_\_", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal);

    private CitationVerdict Drop()
    {
        Dropped++;
        return CitationVerdict.Dropped;
    }
}
