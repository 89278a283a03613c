using DeepWiki.ChatApi.Http;

namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A page in the outline.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Purpose">Subject of the page, in a sentence.</param>
/// <param name="Importance">high, medium or low.</param>
/// <param name="State">planned, writing, ready or failed.</param>
/// <param name="Reason">Reason of its version: new, sources changed, lines moved, asked or unchanged.</param>
/// <param name="Stale">True when its lines changed and it could not be written anew.</param>
/// <param name="Error">Reason of a page that failed; null for none.</param>
/// <param name="UpdatedAt">Time of its last change.</param>
internal sealed record TreePageView(
    string Slug, string Title, string Purpose, string Importance, string State, string Reason, bool Stale, ErrorView? Error, DateTimeOffset UpdatedAt);
