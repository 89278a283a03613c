namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Outline of a generation.</summary>
/// <param name="Wiki">Id of the wiki.</param>
/// <param name="Generation">Number of the generation.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="State">running, ready, partial, failed or cancelled.</param>
/// <param name="Title">The repository, as its README calls it.</param>
/// <param name="Description">Description of the repository.</param>
/// <param name="Sections">Groups of pages; none in a flat wiki.</param>
/// <param name="Roots">Ids of the sections of the first level.</param>
/// <param name="Pages">Pages in reading order.</param>
internal sealed record TreeView(
    string Wiki,
    int Generation,
    string Commit,
    string State,
    string Title,
    string Description,
    IReadOnlyList<SectionView> Sections,
    IReadOnlyList<string> Roots,
    IReadOnlyList<TreePageView> Pages);
