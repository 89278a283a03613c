using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline.Repair;

/// <summary>A page under repair; its own id comes last, when it is known which pages stay.</summary>
internal sealed class RepairedPage(
    string writtenId, string title, string description, PageImportance importance, IReadOnlyList<string> files, IReadOnlyList<string> related)
{
    /// <summary>Id as the model wrote it; empty for a page of ours.</summary>
    public string WrittenId { get; } = writtenId;

    public string Id { get; set; } = "";

    public string Title { get; } = title;

    public string Description { get; } = description;

    public PageImportance Importance { get; } = importance;

    public IReadOnlyList<string> Files { get; } = files;

    public IReadOnlyList<string> Related { get; } = related;
}
