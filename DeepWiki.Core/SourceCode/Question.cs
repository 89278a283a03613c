using System.Collections.Frozen;
using System.Text.RegularExpressions;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.SourceCode;

/// <summary>Question as evidence is scored against it: its words with their weights, the names it spells, and its intent.</summary>
internal sealed partial class Question
{
    private const double GenericWeight = 0.1;
    private const double RelatedWeight = 0.4;
    private const double PreviousWeight = 0.5;
    private const int FewTerms = 3;

    // Words of asking rather than of the thing asked about.
    private static readonly FrozenSet<string> Generic = Terms(
        "work works defined definition declared declaration located location implemented implementation find explain describe happen used use using tell show "
            + "give "
            + "overview summary summarise summarize purpose project repository repo code codebase program application library tool main readme introduction "
                + "make mean "
            + "general high level start started place responsible here please want need know understand thing file files function functions method methods "
                + "class classes handle");

    private static readonly FrozenSet<string> TestWords = Terms("test tests tested testing spec specs fixture fixtures mock mocks benchmark benchmarks");
    private static readonly FrozenSet<string> DocumentWords = Terms(
        "doc docs documentation readme guide license install installation setup contribute example examples sample build deploy");
    private static readonly FrozenSet<string> HistoryWords = Terms("changelog changed release releases version history license author authors");

    // A word of a question, and how code tends to say it.
    private static readonly (string Asked, string Said)[] Related =
    [
        ("error errors fail failure exception", "throw raise panic error exception"),
        ("configure configured configuration setting settings option options", "option options setting config environment env default"),
        ("create construct build make", "new create constructor init"),
        ("limit limits maximum most", "max limit maximum most"),
        ("delete remove", "delete remove clear"),
        ("start begin startup", "start run main launch"),
        ("retry repeat", "retry retries attempt backoff"),
    ];

    private readonly Dictionary<string, double> weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> identifiers;

    public Question(string text, string? previous, IEnumerable<string> lines)
    {
        Text = text;
        var terms = Tokenizer.DistinctTerms(text);
        var rarity = Rarity(lines);
        Note(terms, rarity, 1);
        var content = terms.Where(term => !Generic.Contains(term)).ToList();
        if (previous is not null && content.Count < FewTerms)
        {
            Previous = previous;
            Note(Tokenizer.DistinctTerms(previous), rarity, PreviousWeight);
        }

        foreach (var (asked, said) in Related)
        {
            if (Terms(asked).Overlaps(content))
            {
                Note([.. Terms(said)], rarity, RelatedWeight);
            }
        }

        Total = weights.Values.DefaultIfEmpty().Sum();
        AsksForOverview = Previous is null && content.Count == 0;
        AsksForTests = TestWords.Overlaps(terms);
        AsksForDocuments = DocumentWords.Overlaps(terms);
        AsksForHistory = HistoryWords.Overlaps(terms);
        identifiers = [.. Identifier().Matches(text + " " + Previous).Select(match => match.Value)];
    }

    public string Text { get; }

    /// <summary>The question before, where this one says too little to be read alone; null for none.</summary>
    public string? Previous { get; }

    /// <summary>True when the question names nothing in particular: "What does this project do?"</summary>
    public bool AsksForOverview { get; }

    public bool AsksForTests { get; }

    public bool AsksForDocuments { get; }

    public bool AsksForHistory { get; }

    /// <summary>The weight of all its words.</summary>
    public double Total { get; }

    /// <summary>Weight of a word of the repository for the question; 0 for one it does not hold.</summary>
    public double Weight(string term) => weights.GetValueOrDefault(term);

    /// <summary>Certainty, from 0 to 1, that the question names this declaration.</summary>
    public double Names(Declaration declaration)
    {
        var best = 0.0;
        foreach (var identifier in identifiers)
        {
            var cut = identifier.LastIndexOfAny(['.', ':', '#']);
            var (scope, name) = cut < 0 ? ("", identifier) : (identifier[..cut].TrimEnd(':'), identifier[(cut + 1)..]);
            if (!string.Equals(name, declaration.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var scoped = scope.Length > 0 && declaration.Scope.EndsWith(scope, StringComparison.OrdinalIgnoreCase);
            var spelled = string.Equals(name, declaration.Name, StringComparison.Ordinal) && !Generic.Contains(name.ToLowerInvariant());
            best = Math.Max(best, scoped ? 1 : !spelled ? 0.2 : scope.Length > 0 ? 0.5 : LooksLikeCode(name) ? 0.8 : 0.4);
        }

        return best;
    }

    /// <summary>Its words that gave nothing but terms of <paramref name="missing"/>, as they were written.</summary>
    public IReadOnlyList<string> WordsOf(IReadOnlyList<string> missing)
    {
        var absent = missing.ToHashSet(StringComparer.Ordinal);
        return [.. Word().Matches(Text).Select(match => match.Value)
            .Where(word => Tokenizer.Terms(word) is { Count: > 0 } terms && terms.All(absent.Contains))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>True when the word can only be a name in code: natural words that code does not hold say nothing.</summary>
    public static bool IsIdentifier(string word) => word.Contains('_') || word.AsSpan(1).ContainsAnyInRange('A', 'Z');

    // Ordinary words are written small; code has capitals or underscores inside.
    private static bool LooksLikeCode(string name) => IsIdentifier(name) || char.IsAsciiLetterUpper(name[0]);

    private void Note(IReadOnlyList<string> terms, Func<string, double> rarity, double factor)
    {
        foreach (var term in terms)
        {
            weights.TryAdd(term, rarity(term) * factor * (Generic.Contains(term) ? GenericWeight : 1));
        }
    }

    /// <summary>A word on every line tells the lines apart no better than a word on none.</summary>
    private static Func<string, double> Rarity(IEnumerable<string> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        foreach (var line in lines)
        {
            total++;
            foreach (var term in Tokenizer.Terms(line).Distinct(StringComparer.Ordinal))
            {
                counts[term] = counts.GetValueOrDefault(term) + 1;
            }
        }

        return term => Math.Log(1 + (total / (1.0 + counts.GetValueOrDefault(term))));
    }

    private static FrozenSet<string> Terms(string words) => Tokenizer.Terms(words).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[A-Za-z_$][\w$]*(?:(?:\.|::|#)[A-Za-z_$][\w$]*)*", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
