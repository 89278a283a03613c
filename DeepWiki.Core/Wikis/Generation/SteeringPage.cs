namespace DeepWiki.Core.Wikis.Generation;

/// <summary>A page that the steering file asks for.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Purpose">Subject of the page; empty for none.</param>
/// <param name="Parent">Title of the page it stands below; null for the first level.</param>
/// <param name="Notes">Notes for its prompt.</param>
internal sealed record SteeringPage(string Title, string Purpose, string? Parent, IReadOnlyList<string> Notes);
