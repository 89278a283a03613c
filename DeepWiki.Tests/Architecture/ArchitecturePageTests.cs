using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>Paths that docs/architecture.md names exist.</summary>
[Trait("Category", "Architecture")]
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));

    [Fact]
    public void Every_path_of_the_page_exists()
    {
        var paths = ProjectPath().Matches(Page).Select(match => match.Groups["path"].Value).Distinct().ToList();

        Assert.True(paths.Count > 10, "The table of paths is gone.");
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, path)), path));
    }

    [Fact]
    public void Every_type_and_folder_that_the_page_places_is_there()
    {
        var files = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.ServiceDefaults", "DeepWiki.AppHost", "DeepWiki.Tests" }
            .SelectMany(SourceTree.Files).Select(file => "/" + file.Path["DeepWiki.".Length..]).ToList();

        var places = FolderAndType().Matches(Page).Select(match => match.Groups["place"].Value).Distinct().ToList();

        Assert.True(places.Count > 20, "The page places no types.");
        Assert.All(places, place => Assert.Contains(
            files, file => file.EndsWith($"/{place}.cs", StringComparison.Ordinal) || file.Contains($"/{place}/", StringComparison.Ordinal)));
    }

    // `DeepWiki.Core/Prompts/PagePrompt.cs`
    [GeneratedRegex(@"`(?<path>DeepWiki\.\w+/[\w/.-]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectPath();

    // `Data/Jobs/JobQueue` or `Models/OpenAi`
    [GeneratedRegex(@"`(?<place>(?:[A-Z]\w+/)+(?:[A-Z][a-z0-9]+){2,})`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FolderAndType();
}
