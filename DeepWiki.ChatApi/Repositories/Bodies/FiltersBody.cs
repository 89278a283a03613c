namespace DeepWiki.ChatApi.Repositories.Bodies;

/// <summary>Files to leave out or to keep to.</summary>
internal sealed record FiltersBody
{
    public IReadOnlyList<string>? ExcludedDirs { get; init; }

    public IReadOnlyList<string>? ExcludedFiles { get; init; }

    public IReadOnlyList<string>? IncludedDirs { get; init; }

    public IReadOnlyList<string>? IncludedFiles { get; init; }
}
