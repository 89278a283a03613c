namespace DeepWiki.Core.Wikis.Generation;

/// <summary>The maintainers' wishes for the wiki, as the steering file has them.</summary>
/// <param name="Notes">Notes for every prompt.</param>
/// <param name="Pages">The pages the wiki is to have, exactly these; empty when the file leaves the outline open.</param>
/// <param name="Faults">Faults of the file, each with its place; the wiki is made all the same.</param>
internal sealed record Steering(IReadOnlyList<string> Notes, IReadOnlyList<SteeringPage> Pages, IReadOnlyList<string> Faults)
{
    /// <summary>Path of the file in the repository. Source: the public documentation of Devin's wiki.</summary>
    public const string Path = ".devin/wiki.json";

    public static Steering None { get; } = new([], [], []);

    /// <summary>The page with a title; null when the file asks for none.</summary>
    public SteeringPage? Find(string title) => Pages.FirstOrDefault(page => page.Title == title);

    /// <summary>Notes for the prompt of a page; null for none.</summary>
    public string? NoteFor(string title) => Find(title) is { Notes.Count: > 0 } page ? string.Join("\n\n", page.Notes) : null;
}
