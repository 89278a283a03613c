namespace DeepWiki.Core.Wikis.Outline.Repair;

/// <summary>A section under repair.</summary>
internal sealed class RepairedSection(string title)
{
    public string Id { get; set; } = "";

    public string Title { get; } = title;

    public List<RepairedPage> Pages { get; } = [];

    public List<RepairedSection> Children { get; } = [];
}
