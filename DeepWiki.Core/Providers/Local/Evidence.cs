using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Providers.Local;

/// <summary>One block of evidence, its lines weighed against the question.</summary>
internal sealed class Evidence
{
    private const int LongestLine = 400;
    private const int OtherLines = 8;
    private const double Repetition = 0.2;
    private const double ImportFactor = 0.1;
    private const double TestFactor = 0.5;

    private static readonly string[] Imports = ["using ", "import ", "from ", "#include", "require", "package ", "namespace ", "use ", "export * "];

    private readonly Question question;
    private readonly List<string>[] lineTerms;

    public Evidence(ContextBlock block, Question question)
    {
        this.question = question;
        Block = block;
        Lines = block.Text.Split('\n');
        lineTerms = [.. Lines.Select(line => Tokenizer.Terms(line).Where(term => question.Weight(term) > 0).Distinct(StringComparer.Ordinal).ToList())];
        Doc = SourceLanguage.IsProse(block.Path) ? null : DocComment.Find(Lines);
        SymbolMatch = MatchSymbol();
        Best = BestWindow(0, Lines.Count, OtherLines);
    }

    public ContextBlock Block { get; }

    public IReadOnlyList<string> Lines { get; }

    public DocComment? Doc { get; }

    /// <summary>Lines of comment and attributes that stand before the declaration.</summary>
    public int DeclarationIndex => DocComment.DeclarationIndex(Lines) is var index && index < Lines.Count ? index : 0;

    /// <summary>How well the name of its declaration fits the question; 0 when it does not.</summary>
    public double SymbolMatch { get; }

    /// <summary>The lines that bear on the question most, and how much.</summary>
    public (int Start, int End, double Score) Best { get; }

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

    /// <summary>The run of at most <paramref name="most"/> lines that holds most of the question's words; prose ends at its paragraph.</summary>
    public (int Start, int End, double Score) BestWindow(int from, int to, int most)
    {
        var best = (Start: from, End: from, Score: 0.0);
        for (var start = from; start < to; start++)
        {
            if (lineTerms[start].Count == 0 || !IsQuotable(start))
            {
                continue;
            }

            var (end, score) = Extend(start, Math.Min(to, start + most));
            if (score > best.Score)
            {
                best = (start, end, score);
            }
        }

        return best.Score == 0 ? best : Round(best, from, to, most);
    }

    public bool IsQuotable(int index) => Lines[index].Length <= LongestLine;

    /// <summary>The last useful line of a window that begins at <paramref name="start"/>.</summary>
    private (int End, double Score) Extend(int start, int limit)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var score = 0.0;
        var best = (End: start + 1, Score: 0.0);
        for (var i = start; i < limit && IsQuotable(i); i++)
        {
            var factor = IsImport(Lines[i]) ? ImportFactor : 1;
            foreach (var term in lineTerms[i])
            {
                var seen = counts[term] = counts.GetValueOrDefault(term) + 1;
                score += factor * question.Weight(term) * (seen == 1 ? 1 : seen <= 4 ? Repetition : 0);
            }

            // Among equals the shorter window wins.
            if (score > best.Score)
            {
                best = (i + 1, score);
            }
        }

        return best;
    }

    /// <summary>Adds what makes the lines readable: a line before and two after, or the rest of a paragraph.</summary>
    private (int Start, int End, double Score) Round((int Start, int End, double Score) window, int from, int to, int most)
    {
        var (start, end, score) = window;
        var prose = SourceLanguage.IsProse(Block.Path);
        bool Joins(int index) => index >= from && index < to && end - start < most && IsQuotable(index) && !string.IsNullOrWhiteSpace(Lines[index]);
        for (var before = 0; Joins(start - 1) && (prose || before < 1); before++)
        {
            start--;
        }

        for (var after = 0; Joins(end) && (prose || after < 2); after++)
        {
            end++;
        }

        return (start, end, score);
    }

    private double MatchSymbol()
    {
        if (Block.Symbol is not { } symbol || SourceLanguage.IsProse(Block.Path))
        {
            return 0;
        }

        // The name itself counts in full, the names of what it stands in by half; words the question does not have count against it.
        var cut = symbol.LastIndexOfAny(['.', ':', '/', '#']);
        var name = Tokenizer.Terms(symbol[(cut + 1)..]).Distinct(StringComparer.Ordinal).ToList();
        var scope = Tokenizer.Terms(symbol[..(cut + 1)]).Distinct(StringComparer.Ordinal).Except(name, StringComparer.Ordinal);
        var score = name.Sum(question.Weight) + (scope.Sum(question.Weight) / 2);
        var known = name.Count(term => question.Weight(term) > 0);
        return score * (1 + known) / (1 + name.Count) * (SourceLanguage.IsTest(Block.Path) ? TestFactor : 1);
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
