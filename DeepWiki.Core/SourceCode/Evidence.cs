using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.SourceCode;

/// <summary>One block of evidence, its lines weighed against the question.</summary>
internal sealed class Evidence
{
    private const int MaxLineLength = 400;
    private const double Repetition = 0.2;
    private const double ImportFactor = 0.1;

    private static readonly string[] Imports = ["using ", "import ", "from ", "#include", "require", "package ", "namespace ", "use ", "export * "];

    private readonly Question question;
    private readonly Lazy<List<string>[]> lineTerms;

    public Evidence(ContextBlock block, Question question)
    {
        this.question = question;
        Block = block;
        Lines = block.Text.Split('\n');
        lineTerms = new(() =>
            [.. Lines.Select(line => Tokenizer.Terms(line).Where(term => question.Weight(term) > 0).Distinct(StringComparer.Ordinal).ToList())]);
    }

    public ContextBlock Block { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Share of the question that the lines speak of, each word once and a little for its repetition.</summary>
    public double Coverage(int from, int to) => Sum(from, to, out _);

    public Quotation Quote(int start, int end)
    {
        // Blank lines at the ends prove nothing.
        while (start < end - 1 && string.IsNullOrWhiteSpace(Lines[start]))
        {
            start++;
        }

        while (end - 1 > start && string.IsNullOrWhiteSpace(Lines[end - 1]))
        {
            end--;
        }

        return new Quotation(Block.Path, Block.StartLine + start, [.. Lines.Skip(start).Take(end - start)]);
    }

    /// <summary>The run of at most <paramref name="most"/> lines that holds most of the question's words, widened to whole paragraphs where they fit.</summary>
    public (int Start, int End, double Score) BestWindow(int from, int to, int most)
    {
        var best = (Start: from, End: from, Score: 0.0);
        for (var start = from; start < to; start++)
        {
            if (lineTerms.Value[start].Count == 0 || !IsQuotable(start))
            {
                continue;
            }

            var score = Sum(start, Math.Min(to, start + most), out var end);
            if (score > best.Score)
            {
                best = (start, end, score);
            }
        }

        return best.Score == 0 ? best : Widen(best, from, to, most);
    }

    public bool IsQuotable(int index) => Lines[index].Length <= MaxLineLength;

    /// <summary>The weight of the lines up to the last useful one.</summary>
    private double Sum(int from, int to, out int usefulEnd)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var score = 0.0;
        var best = 0.0;
        usefulEnd = from + 1;
        for (var i = from; i < to && IsQuotable(i); i++)
        {
            var factor = IsImport(Lines[i]) ? ImportFactor : 1;
            foreach (var term in lineTerms.Value[i])
            {
                var seen = counts[term] = counts.GetValueOrDefault(term) + 1;
                score += factor * question.Weight(term) * (seen == 1 ? 1 : seen <= 4 ? Repetition : 0);
            }

            // Among equals the shorter window wins.
            if (score > best)
            {
                (best, usefulEnd) = (score, i + 1);
            }
        }

        return best;
    }

    private (int Start, int End, double Score) Widen((int Start, int End, double Score) window, int from, int to, int most)
    {
        var (start, end, score) = window;
        bool Joins(int index) => index >= from && index < to && IsQuotable(index) && !string.IsNullOrWhiteSpace(Lines[index]);
        var first = start;
        while (Joins(first - 1) && end - first < most)
        {
            first--;
        }

        // Half a paragraph before the match does not help: one line is enough to see what it is about.
        start = Joins(first - 1) ? (Joins(start - 1) ? start - 1 : start) : first;
        while (Joins(end) && end - start < most)
        {
            end++;
        }

        return (start, end, score);
    }

    private static bool IsImport(string line)
    {
        var text = line.AsSpan().TrimStart();
        foreach (var mark in Imports)
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
