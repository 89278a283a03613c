using System.Text.RegularExpressions;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>Makes questions out of the texts of an index: words of one chunk, every third with a name as code spells it.</summary>
internal static partial class QuestionMaker
{
    private const int MinWords = 5;

    public static IReadOnlyList<string> From(IReadOnlyList<string> texts, int count, int seed)
    {
        var random = new Random(seed);
        var questions = new List<string>();
        for (var tries = 0; questions.Count < count && tries < 100 * count; tries++)
        {
            var words = Word().Matches(texts[random.Next(texts.Count)]).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            random.Shuffle(words);
            if (words.Length >= MinWords)
            {
                var name = words.FirstOrDefault(word => word.Skip(1).Any(char.IsUpper)) ?? words[0];
                questions.Add(questions.Count % 3 == 0
                    ? $"How does {name} handle the {words[1]} of a {words[2]}?"
                    : $"Where is the {Split(words[0])} checked before the {Split(words[1])} of the {Split(words[2])} can {Split(words[3])} {Split(words[4])}?");
            }
        }

        return questions.Count == count ? questions : throw new InvalidOperationException("The repository has too few words to ask about.");
    }

    // As people write: "refresh stale lease", not "RefreshStaleLease".
    private static string Split(string name) => Hump().Replace(name, " ").ToLowerInvariant();

    [GeneratedRegex("[A-Za-z]{4,40}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Hump();
}
