using System.Text.RegularExpressions;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Baseline that anybody would build first, to compare with: BM25 (k1 1.2, b 0.75) over windows of 350 lower-case words that overlap by 100;
/// a file is as good as its best window.
/// </summary>
internal sealed partial class PlainBaseline
{
    private const int Window = 350;
    private const int Step = 250;
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<string, List<(int Window, int Count)>> postings = new(StringComparer.Ordinal);
    private readonly List<(string Path, int Length)> windows = [];

    public void Add(string path, string text)
    {
        var words = Words(text);
        for (var start = 0; ; start += Step)
        {
            var window = words.GetRange(start, Math.Min(Window, words.Count - start));
            foreach (var word in window.CountBy(word => word, StringComparer.Ordinal))
            {
                if (!postings.TryGetValue(word.Key, out var found))
                {
                    postings.Add(word.Key, found = []);
                }

                found.Add((windows.Count, word.Value));
            }

            windows.Add((path, window.Count));
            if (start + Window >= words.Count)
            {
                break;
            }
        }
    }

    /// <summary>Paths, best first.</summary>
    public IReadOnlyList<string> Search(string question, int most)
    {
        var average = windows.Average(window => (double)window.Length);
        var scores = new Dictionary<int, double>();
        foreach (var word in Words(question).Distinct(StringComparer.Ordinal))
        {
            if (!postings.TryGetValue(word, out var found))
            {
                continue;
            }

            var idf = Math.Log(1 + ((windows.Count - found.Count + 0.5) / (found.Count + 0.5)));
            foreach (var (window, count) in found)
            {
                var norm = K1 * (1 - B + (B * windows[window].Length / average));
                scores[window] = scores.GetValueOrDefault(window) + (idf * count * (K1 + 1) / (count + norm));
            }
        }

        return
        [
            .. scores.GroupBy(score => windows[score.Key].Path, score => score.Value, StringComparer.Ordinal)
                .OrderByDescending(file => file.Max()).ThenBy(file => file.Key, StringComparer.Ordinal)
                .Take(most).Select(file => file.Key),
        ];
    }

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    [GeneratedRegex(@"\w+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word();
}
