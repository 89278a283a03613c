using System.Text.Json;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Reads an outline out of a model's answer, whatever stands around the JSON.</summary>
internal static class OutlineJson
{
    private const int MaxAnswerLength = 1_000_000;
    private const int MaxPages = 200;

    // Each brace is a beginning that is tried, and costs a look at all that follows.
    private const int MaxTries = 300;

    /// <summary>The last whole object with pages in the text; null when there is none.</summary>
    public static WikiOutline? Read(string answer)
    {
        if (answer.Length > MaxAnswerLength)
        {
            return null;
        }

        // A draft may stand before the answer; an object inside a read one is no candidate.
        WikiOutline? last = null;
        var tries = 0;
        for (var at = answer.IndexOf('{'); at >= 0 && tries < MaxTries; at = at < answer.Length ? answer.IndexOf('{', at) : -1, tries++)
        {
            var (outline, length) = TryRead(answer.AsSpan(at));
            last = outline ?? last;
            at += Math.Max(1, length);
        }

        return last;
    }

    private static (WikiOutline? Outline, int Length) TryRead(ReadOnlySpan<char> text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text.ToString());
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 });
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return (null, 1);
            }

            using (document)
            {
                var length = System.Text.Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed);
                return (Read(document.RootElement), length);
            }
        }
        catch (JsonException)
        {
            return (null, 1);
        }
    }

    private static WikiOutline? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("pages", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var pages = new List<OutlinePage>();
        var sections = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(MaxPages))
        {
            var id = OutlineBuilder.PageId(pages.Count);
            pages.Add(new OutlinePage(
                id, Text(item, "title"), Text(item, "purpose"), Importance(Text(item, "importance")), Texts(item, "files"), Texts(item, "related")));
            if (Text(item, "section") is { Length: > 0 } section)
            {
                (sections.TryGetValue(section, out var members) ? members : sections[section] = []).Add(id);
            }
        }

        return pages.Count == 0 ? null : new WikiOutline(
            Text(root, "title"), Text(root, "description"),
            [.. sections.Index().Select(pair => new OutlineSection(OutlineBuilder.SectionId(pair.Index), pair.Item.Key, pair.Item.Value, []))], pages);
    }

    private static PageImportance Importance(string text) => text.ToLowerInvariant() switch
    {
        "high" => PageImportance.High,
        "low" => PageImportance.Low,
        _ => PageImportance.Medium,
    };

    private static string Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : ""; // Of this kind it is a text.

    private static List<string> Texts(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] // As above.
            : [];
}
