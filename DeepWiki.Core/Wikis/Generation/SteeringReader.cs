using System.Globalization;
using System.Text.Json;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Reads the steering file. What is wrong in it is left out and told, with the place; what is right counts.</summary>
internal sealed class SteeringReader
{
    private const int MaxPages = 80;
    private const int MaxNotes = 100;
    private const int MaxNoteLength = 10_000;
    private const int MaxTitleLength = 200;
    private const int MaxPurposeLength = 500;

    // Of all notes for every prompt together; a window holds evidence, too.
    private const int MaxRepositoryNotes = 20_000;

    private readonly List<string> faults = [];

    private SteeringReader()
    {
    }

    /// <param name="text">Content of the file; null when the repository has none.</param>
    public static Steering Read(string? text) => text is null ? Steering.None : new SteeringReader().Parse(text);

    private Steering Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new Steering([], [], [$"{Steering.Path}: it must hold one object with repo_notes and pages"]);
            }

            var notes = ReadNotes(document.RootElement, "repo_notes", "");
            while (notes.Sum(note => note.Length) > MaxRepositoryNotes)
            {
                Report("repo_notes", string.Create(CultureInfo.InvariantCulture, $"note {notes.Count} is beyond {MaxRepositoryNotes} characters of all notes"));
                notes.RemoveAt(notes.Count - 1);
            }

            var pages = ReadPages(document.RootElement);
            return new Steering(notes, pages, faults);
        }
        catch (JsonException exception)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"line {(exception.LineNumber ?? 0) + 1}");
            return new Steering([], [], [$"{Steering.Path}, {line}: this is not valid JSON, so the whole file was left out"]);
        }
    }

    private List<SteeringPage> ReadPages(JsonElement root)
    {
        var pages = new List<SteeringPage>();
        if (!root.TryGetProperty("pages", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return pages;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Report("pages", "must be a list");
            return pages;
        }

        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (pages.Count >= MaxPages)
            {
                Report("pages", string.Create(CultureInfo.InvariantCulture, $"only the first {MaxPages} are made"));
                break;
            }

            if (ReadPage(item, string.Create(CultureInfo.InvariantCulture, $"pages[{index}]")) is { } page)
            {
                if (pages.Exists(other => other.Title.Equals(page.Title, StringComparison.OrdinalIgnoreCase)))
                {
                    Report($"pages[{index}].title", "another page has this title");
                    continue;
                }

                pages.Add(page);
            }
        }

        foreach (var page in pages.Where(page => page.Parent is { } parent && pages.TrueForAll(other => other.Title != parent)))
        {
            Report($"pages “{page.Title}”.parent", "no page has this title; the page stands on the first level");
        }

        return [.. pages.Select(page => IsInCircle(page, pages) ? page with { Parent = null } : page)];
    }

    private bool IsInCircle(SteeringPage page, List<SteeringPage> pages)
    {
        var above = page.Parent;
        for (var i = 0; i <= pages.Count && above is not null && above != page.Title; i++)
        {
            above = pages.Find(other => other.Title == above)?.Parent;
        }

        if (above == page.Title)
        {
            Report($"pages “{page.Title}”.parent", "the page stands below itself; it stands on the first level");
        }

        return above == page.Title;
    }

    private SteeringPage? ReadPage(JsonElement item, string place)
    {
        if (item.ValueKind != JsonValueKind.Object || ReadText(item, "title") is not { Length: > 0 } title)
        {
            Report($"{place}.title", "a page needs a title");
            return null;
        }

        if (title.Length > MaxTitleLength)
        {
            Report($"{place}.title", string.Create(CultureInfo.InvariantCulture, $"a title has at most {MaxTitleLength} characters"));
            return null;
        }

        var purpose = ReadText(item, "purpose") ?? "";
        if (purpose.Length > MaxPurposeLength)
        {
            Report($"{place}.purpose", string.Create(CultureInfo.InvariantCulture, $"a purpose has at most {MaxPurposeLength} characters"));
            purpose = purpose[..MaxPurposeLength];
        }

        return new SteeringPage(
            title, purpose, ReadText(item, "parent") is { Length: > 0 } parent ? parent : null,
            ReadNotes(item, "page_notes", place + "."));
    }

    private List<string> ReadNotes(JsonElement owner, string name, string place)
    {
        var notes = new List<string>();
        if (!owner.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return notes;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Report(place + name, "must be a list");
            return notes;
        }

        foreach (var (index, item) in list.EnumerateArray().Index().Take(MaxNotes))
        {
            var note = item.ValueKind switch
            {
                JsonValueKind.Object => ReadText(item, "content"),
                JsonValueKind.String => item.GetString()?.Trim(),
                _ => null,
            };
            if (note is not { Length: > 0 and <= MaxNoteLength })
            {
                Report(
                    $"{place}{name}[{index}]",
                    string.Create(CultureInfo.InvariantCulture, $"a note is a text, or an object with content, of at most {MaxNoteLength} characters"));
                continue;
            }

            notes.Add(note);
        }

        return notes;
    }

    private static string? ReadText(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()?.Trim() : null;

    private void Report(string place, string reason) => faults.Add($"{Steering.Path}, {place}: {reason}");
}
