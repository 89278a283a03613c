using DeepWiki.ChatApi.Http;

namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A page as clients see it.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Importance">high, medium or low.</param>
/// <param name="State">planned, writing, ready or failed.</param>
/// <param name="Stale">True when its lines changed and it could not be written anew.</param>
/// <param name="Summary">Its first sentence.</param>
/// <param name="Markdown">Its text; empty until it is written.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Sources">Lines it was written from.</param>
/// <param name="Citations">Lines it shows.</param>
/// <param name="Diagrams">Its diagrams.</param>
/// <param name="Related">Slugs of pages to read next.</param>
/// <param name="Previous">Slug of the page before it; null for the first.</param>
/// <param name="Next">Slug of the page after it; null for the last.</param>
/// <param name="Provenance">Its writer, time and commit; null until it is written.</param>
/// <param name="Usage">Tokens and cost; null until it is written.</param>
/// <param name="Error">Reason of a page that failed; null for none.</param>
internal sealed record PageView(
    string Slug,
    string Title,
    string Importance,
    string State,
    bool Stale,
    string Summary,
    string Markdown,
    IReadOnlyList<HeadingView> Headings,
    IReadOnlyList<SourceView> Sources,
    IReadOnlyList<CitationView> Citations,
    IReadOnlyList<DiagramView> Diagrams,
    IReadOnlyList<string> Related,
    string? Previous,
    string? Next,
    ProvenanceView? Provenance,
    UsageView? Usage,
    ErrorView? Error);
