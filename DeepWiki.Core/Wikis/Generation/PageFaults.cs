using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Checks what a model wrote.</summary>
internal static class PageFaults
{
    private const int MaxUnsupported = 2;
    private const int MinCharacters = 300;
    private const int MaxNamed = 5;

    // Words of the prompt that no page has a reason to hold.
    private static readonly string[] PromptWords = ["untrusted excerpt", "end of excerpt", "boundary lines"];

    /// <summary>Faults as sentences for the model and, when it does not mend them, for readers.</summary>
    /// <param name="markdown">The page.</param>
    /// <param name="dropped">Citations that did not hold and were taken out.</param>
    public static IReadOnlyList<string> Find(string markdown, int dropped)
    {
        var faults = new List<string>();
        var reader = new PageReader(markdown);
        if (markdown.Length < MinCharacters)
        {
            faults.Add("the page is far too short to explain anything");
        }

        if (reader.FindUncitedSections().Take(MaxNamed).ToList() is { Count: > 0 } uncited)
        {
            faults.Add($"nothing is cited in the sections {string.Join(", ", uncited)}");
        }

        if (reader.CountUnsupported() is > MaxUnsupported and var unsupported)
        {
            faults.Add($"{unsupported} paragraphs state facts without a citation");
        }

        if (dropped > 0)
        {
            faults.Add($"{dropped} citations named lines that were not shown");
        }

        if (reader.Links().FirstOrDefault(url => url.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) is not null)
        {
            faults.Add("a link runs a script");
        }

        if (PromptWords.Any(word => markdown.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add("the page repeats words of the prompt");
        }

        return faults;
    }
}
