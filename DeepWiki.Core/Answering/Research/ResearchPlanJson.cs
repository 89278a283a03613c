using System.Text;
using System.Text.Json;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Answering.Research;

/// <summary>Reads a plan out of a model's answer, whatever stands around the JSON, which may also be a bare list of questions.</summary>
internal static class ResearchPlanJson
{
    private const int MaxAnswerLength = 100_000;
    private const int MaxTries = 100;
    private const int MaxText = 300;
    private const int MaxQuestions = 6;
    private const int MinQuestions = 2;

    /// <summary>The sub-questions, two to six of them; empty when no plan can be read.</summary>
    public static IReadOnlyList<SubQuestion> Read(string answer)
    {
        var tries = 0;
        for (var at = 0; at < answer.Length && answer.Length <= MaxAnswerLength && tries < MaxTries; at++)
        {
            if (answer[at] is not ('{' or '['))
            {
                continue;
            }

            tries++;
            if (TryRead(answer.AsSpan(at)) is { Count: >= MinQuestions } plan)
            {
                return plan;
            }
        }

        return [];
    }

    private static List<SubQuestion>? TryRead(ReadOnlySpan<char> text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text.ToString()),
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return null;
            }

            using (document)
            {
                return Read(document.RootElement);
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // {"questions":[{"question":"Where is a job claimed?","search":"claim lease JobQueue"}]}
    private static List<SubQuestion>? Read(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Array ? root
            : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("questions", out var questions) ? questions
            : default;
        return list.ValueKind != JsonValueKind.Array
            ? null
            : [.. list.EnumerateArray().Select(Question).OfType<SubQuestion>().DistinctBy(question => question.Text).Take(MaxQuestions)];
    }

    private static SubQuestion? Question(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString() : Member(element, "question");
        return string.IsNullOrWhiteSpace(text) ? null : new SubQuestion(Clean(text), Clean(Member(element, "search") ?? ""));
    }

    private static string? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Clean(string text) => TextClip.CutWithSign(UntrustedText.NeutralizeLine(text).Trim(), MaxText);
}
