using System.Text.RegularExpressions;

namespace DeepWiki.Tests.Architecture;

/// <summary>Imports that each project and folder may have. Each rule reads the sources, so a fully qualified name counts as much as a using.</summary>
[Trait("Category", "Architecture")]
public sealed class ImportTests
{
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
    [InlineData("Npgsql", "Data")]
    [InlineData("StackExchange.Redis", "Caching")]
    [InlineData("OpenAI", "Models")]
    [InlineData("Pgvector", "Data")]
    [InlineData("LibGit2Sharp", "Git")]
    [InlineData("Microsoft.SemanticKernel", "Answering/Tools")]
    [InlineData("Markdig", "Wikis")]
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

    private static IEnumerable<string> Offenders(string project, string names, Func<string, bool> matters)
    {
        var name = new Regex(
            $@"(?<![\w.""])(?:global::)?(?:{names.Replace(".", @"\.", StringComparison.Ordinal)})\.\w|using (?:{names})[;.]", RegexOptions.None,
            TimeSpan.FromSeconds(5));
        return SourceTree.Files(project).Where(file => matters(file.Path) && name.IsMatch(WithoutComments(file.Text))).Select(file => file.Path);
    }

    // A namespace of one's own and a comment are no imports.
    private static string WithoutComments(string text) =>
        string.Join(
            '\n', text.Split('\n')
                .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal))
        );
}
