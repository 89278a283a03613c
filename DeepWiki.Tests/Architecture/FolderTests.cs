using DeepWiki.AppHost.Stores;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.ChatApi.Chat;
using DeepWiki.Core.Errors;
using DeepWiki.Indexer.Jobs;
using DeepWiki.ServiceDefaults.Health;

namespace DeepWiki.Tests.Architecture;

/// <summary>Folders are acyclic in every project but the tests, and a folder of Core uses only what stands above it in the list.</summary>
[Trait("Category", "Architecture")]
public sealed class FolderTests
{
    private const int MaxFiles = 25;

    // From what knows nothing of DeepWiki to what knows the most.
    private static readonly string[] Core =
    [
        "Errors", "Processes", "Secrets", "LegacyConfiguration", "Localization", "Telemetry", "Repositories", "TextAnalysis", "SourceCode",
        "SourceCode/Parsing", "Git/Objects", "Git", "Caching", "Prompts", "Data/Postgres", "Data/Jobs", "Data/Repositories", "Data/Vectors",
        "Data/Embeddings", "Data/Browsing", "Data/Feedback", "Data/Conversations",
        "Data/Index", "Data/Search", "Data/Wikis", "Data/Generations/Pages", "Data/Generations",
        "Data",
        "Models/Catalog", "Models/Tracing", "Models/Embeddings", "Models/Remote/Thoughts", "Models/Remote", "Models/OpenAi", "Models/Anthropic", "Models/Chat",
        "Models", "Retrieval/Fusion", "Retrieval", "Wikis/Documents",
        "Wikis/Modules", "Wikis/Model", "Wikis/Diagrams", "Wikis/Rendering", "Wikis/Outline", "Wikis/Outline/Repair", "Wikis/Pages",
        "Answering/Requests", "Answering/Events", "Answering/TextFilters", "Answering/Citations", "Answering/Lookup", "Answering/Tools",
        "Answering/Tasks", "Answering/Generation", "Answering/Extractive", "Answering/Research", "Answering", "Wikis/Generation", "Wikis/Export",
    ];

    [Fact]
    public void A_folder_of_core_uses_only_folders_above_it()
    {
        var edges = FolderGraph.Edges(typeof(ErrorCode).Assembly);

        AssertNone(edges.Where(edge => Array.IndexOf(Core, edge.From) <= Array.IndexOf(Core, edge.To)));
    }

    [Fact]
    public void Every_folder_of_core_is_in_the_list()
    {
        var folders = SourceTree.Files("DeepWiki.Core").Select(file => Path.GetDirectoryName(file.Path)?["DeepWiki.Core/".Length..]).Distinct();

        Assert.Equal(Core.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(JobWorker))]
    [InlineData(typeof(HealthPaths))]
    [InlineData(typeof(StoreSettings))]
    [InlineData(typeof(ChatEngine))]
    [InlineData(typeof(LocalStores))]
    public void Folders_are_acyclic(Type inside)
    {
        AssertNone(FolderGraph.Circular(FolderGraph.Edges(inside.Assembly)));
    }

    [Theory]
    [InlineData("DeepWiki.AppHost")]
    [InlineData("DeepWiki.ServiceDefaults")]
    [InlineData("DeepWiki.Core")]
    [InlineData("DeepWiki.Indexer")]
    [InlineData("DeepWiki.ChatApi")]
    [InlineData("DeepWiki.Benchmarks")]
    public void A_folder_has_at_most_25_files(string project)
    {
        var full = SourceTree.Files(project).CountBy(file => Path.GetDirectoryName(file.Path) ?? "").Where(folder => folder.Value > MaxFiles);

        Assert.Empty(full);
    }

    private static void AssertNone(IEnumerable<(string From, string To, string Reason)> edges)
    {
        var text = string.Join('\n', edges.Select(edge => $"{edge.From} -> {edge.To}: {edge.Reason}"));
        Assert.True(text.Length == 0, text);
    }
}
