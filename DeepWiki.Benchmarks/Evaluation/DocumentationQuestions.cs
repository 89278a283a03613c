using System.Text.RegularExpressions;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Turns documentation comments into questions: at most one a file and 40 a repository, spread over it by the hash of the path. A sentence
/// that stands in several files points to none of them.
/// </summary>
internal static partial class DocumentationQuestions
{
    private const int MaxQuestions = 40;
    private const int MinWords = 7;
    private const int MaxWords = 28;
    private const int MinContentWords = 5;

    // Shorter ones are part of any word.
    private const int MinStem = 3;

    /// <summary>The questions, and the lines that must not be indexed, by path.</summary>
    public static (IReadOnlyList<Question> Questions, IReadOnlyDictionary<string, LineSpan> Blanked) From(IEnumerable<(string Path, string Text)> files)
    {
        var (questions, blanked) = (new List<Question>(), new Dictionary<string, LineSpan>(StringComparer.Ordinal));
        var candidates = files
            .Where(file => FileKinds.Classify(file.Path) == FileKind.Code)
            .Select(file =>
                (
                    file.Path, Comments: DocumentationComments
                        .In(file.Path, file.Text)
                        .Select(comment => (comment, Text: ToQuestion(comment, file.Path)))
                        .Where(pair => pair.Text is not null)
                        .ToList()))
            .ToList();
        var places = candidates.SelectMany(file => file.Comments.Select(pair => pair.Text!).Distinct(StringComparer.Ordinal)) // Null was left out.
            .CountBy(text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var (path, comments) in candidates.OrderBy(file => TermHash.Hash32(file.Path)).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            var found = comments.Find(pair => places[pair.Text!] == 1);
            if (found.Text is null)
            {
                continue;
            }

            questions.Add(new Question(QuestionSet.Docs, found.Text, [path], $"{path}:{found.comment.FirstLine}"));
            blanked.Add(path, new LineSpan(found.comment.FirstLine, found.comment.LastLine));
            if (questions.Count == MaxQuestions)
            {
                break;
            }
        }

        return (questions, blanked);
    }

    private static string? ToQuestion(DocumentationComment comment, string path)
    {
        // Comments of Go begin with the name of what they describe.
        var sentence = SentenceEnd().Split(comment.Text)[0].TrimEnd('.', ' ', '!', ':');
        sentence =
            path.EndsWith(".go", StringComparison.Ordinal) && sentence.StartsWith(comment.Name + " ", StringComparison.Ordinal)
                ? sentence[(comment.Name.Length + 1)..]
                : sentence;
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var stem = Path.GetFileNameWithoutExtension(path);
        if (words is < MinWords or > MaxWords
            || ContentWords.Count(sentence) < MinContentWords
            || sentence.Contains(comment.Name, StringComparison.OrdinalIgnoreCase)
            || (stem.Length >= MinStem && sentence.Contains(stem, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var lowered = char.ToLowerInvariant(sentence[0]) + sentence[1..];
        return sentence[..sentence.IndexOf(' ', StringComparison.Ordinal)].EndsWith('s') ? $"What {lowered}?" : $"Where is this: {lowered}?";
    }

    [GeneratedRegex(@"(?<=[.!?])\s", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SentenceEnd();
}
