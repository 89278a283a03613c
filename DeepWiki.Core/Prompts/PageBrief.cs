namespace DeepWiki.Core.Prompts;

/// <summary>The order for a page beside its title and files, for a model.</summary>
/// <param name="Purpose">Subject of the page, in a sentence; empty for none.</param>
/// <param name="Notes">Notes of maintainers and readers.</param>
/// <param name="OtherPages">Titles of the other pages of the wiki, which it must not write a second time.</param>
public sealed record PageBrief(string Purpose, IReadOnlyList<string> Notes, IReadOnlyList<string> OtherPages)
{
    public static PageBrief None { get; } = new("", [], []);

    /// <summary>A draft of the page to repair; null for a first writing.</summary>
    public string? Draft { get; init; }

    /// <summary>Faults of the draft, as sentences.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
