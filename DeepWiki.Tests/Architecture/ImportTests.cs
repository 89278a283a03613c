using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>Who may import whom. Each rule reads the sources, so a fully qualified name counts as much as a using.</summary>
[Trait("Category", "Architecture")]
public sealed partial class ImportTests
{
    // A folder of Core may use folders of lower rings only.
    private static readonly Dictionary<string, int> Rings = new(StringComparer.Ordinal)
    {
        ["Errors"] = 0,
        ["Telemetry"] = 1,
        ["Processes"] = 0,
        ["Secrets"] = 0,
        ["Settings"] = 0,
        ["Repositories"] = 1,
        ["Chunks"] = 0,
        ["Wiki"] = 1,
        ["Git"] = 2,
        ["Caching"] = 2,
        ["Storage"] = 2,
        ["Providers"] = 2,
        ["Prompts"] = 2,
        ["Retrieval"] = 3,
        ["WikiGeneration"] = 4,
        ["Answering"] = 5,
    };

    [Theory]
    [InlineData("DeepWiki.Core", "DeepWiki.ChatApi|DeepWiki.Indexer|DeepWiki.ServiceDefaults|DeepWiki.AppHost|Microsoft.AspNetCore")]
    [InlineData("DeepWiki.ServiceDefaults", "DeepWiki.Core|DeepWiki.ChatApi|DeepWiki.Indexer")]
    [InlineData("DeepWiki.Indexer", "DeepWiki.ChatApi")]
    [InlineData("DeepWiki.ChatApi", "DeepWiki.Indexer")]
    [InlineData("DeepWiki.AppHost", "DeepWiki.Core|DeepWiki.ChatApi|DeepWiki.Indexer|DeepWiki.ServiceDefaults")]
    public void A_project_imports_only_what_the_table_allows(string project, string forbidden)
    {
        var offenders = Offenders(project, forbidden, _ => true);

        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("Npgsql", "Storage")]
    [InlineData("StackExchange.Redis", "Caching")]
    [InlineData("OpenAI", "Providers")]
    [InlineData("Pgvector", "Storage")]
    [InlineData("LibGit2Sharp", "Git")]
    [InlineData("Microsoft.SemanticKernel", "Answering/Tools")]
    public void Each_outside_thing_has_one_home_in_core(string package, string home)
    {
        var offenders = Offenders("DeepWiki.Core", package, path => !path.StartsWith($"DeepWiki.Core/{home}/", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    // References of Core reach the services too.
    [Theory]
    [InlineData("DeepWiki.ChatApi")]
    [InlineData("DeepWiki.Indexer")]
    [InlineData("DeepWiki.ServiceDefaults")]
    [InlineData("DeepWiki.AppHost")]
    public void Packages_of_core_are_used_in_core_alone(string project)
    {
        var offenders = Offenders(project, "Pgvector|LibGit2Sharp|Microsoft.SemanticKernel", _ => true);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Inside_core_a_ring_imports_only_rings_below_it()
    {
        var offenders =
            from file in SourceTree.Files("DeepWiki.Core")
            let folder = file.Path.Split('/')[1]
            from Match match in CoreName().Matches(file.Text)
            let used = match.Groups["folder"].Value
            where used != folder && Rings.TryGetValue(used, out var usedRing) && usedRing >= Rings.GetValueOrDefault(folder, -1)
            select $"{file.Path} uses {used}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_folder_of_core_has_its_ring()
    {
        var folders = SourceTree.Files("DeepWiki.Core").Select(file => file.Path.Split('/')[1]).Distinct();

        Assert.All(folders, folder => Assert.Contains(folder, Rings.Keys));
    }

    private static IEnumerable<string> Offenders(string project, string names, Func<string, bool> matters)
    {
        var name = new Regex($@"(?<![\w.""])(?:global::)?(?:{names.Replace(".", @"\.", StringComparison.Ordinal)})\.\w|using (?:{names})[;.]", RegexOptions.None, TimeSpan.FromSeconds(5));
        return SourceTree.Files(project).Where(file => matters(file.Path) && name.IsMatch(WithoutComments(file.Text))).Select(file => file.Path);
    }

    // A namespace of one's own and a comment are no imports.
    private static string WithoutComments(string text) => string.Join(
        '\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal)));

    [GeneratedRegex(@"(?<!namespace )DeepWiki\.Core\.(?<folder>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CoreName();
}
