namespace DeepWiki.Core.Wikis.Model;

/// <summary>Another page of a wiki, as a page refers to it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Address">Address that a link to it has.</param>
/// <param name="Description">Subject of the page, in a sentence.</param>
/// <param name="Files">Paths it is written from.</param>
internal sealed record PageLink(string Title, string Address, string Description, IReadOnlyList<string> Files)
{
    /// <summary>True when it is to be read after the page that is written.</summary>
    public bool IsRelated { get; init; }
}
