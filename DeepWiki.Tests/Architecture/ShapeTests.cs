namespace DeepWiki.Tests.Architecture;

[Trait("Category", "Architecture")]
public sealed class ShapeTests
{
    private const int MaxFileLength = 400;
    private const int MaxProgramLength = 40;

    private static readonly string[] Projects =
        ["DeepWiki.AppHost", "DeepWiki.ServiceDefaults", "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.Benchmarks", "DeepWiki.Tests"];

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var tooLong = Projects.SelectMany(SourceTree.Files).Where(file => Lines(file.Text) > MaxFileLength).Select(file => file.Path);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void A_program_is_a_table_of_contents()
    {
        var tooLong = Projects.SelectMany(SourceTree.Files)
            .Where(file => Path.GetFileName(file.Path) == "Program.cs" && Lines(file.Text) > MaxProgramLength)
            .Select(file => file.Path);

        Assert.Empty(tooLong);
    }

    [Fact]
    [Trait("Req", "G2")]
    public void Services_start_processes_in_one_place()
    {
        var places = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.ServiceDefaults" }
            .SelectMany(SourceTree.Files)
            .Where(file => file.Text.Contains("new Process", StringComparison.Ordinal) || file.Text.Contains("Process.Start(", StringComparison.Ordinal))
            .Select(file => file.Path);

        Assert.All(places, path => Assert.StartsWith("DeepWiki.Core/Processes/", path, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Req", "S1")]
    public void Secrets_are_revealed_only_where_they_are_handed_over()
    {
        string[] allowed = ["DeepWiki.Core/Secrets/", "DeepWiki.Core/Caching/", "DeepWiki.Core/Git/", "DeepWiki.Core/Models/"];

        var places = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.ServiceDefaults", "DeepWiki.AppHost" }
            .SelectMany(SourceTree.Files)
            .Where(file => file.Text.Contains(".Reveal()", StringComparison.Ordinal))
            .Select(file => file.Path);

        Assert.All(places, path => Assert.Contains(allowed, folder => path.StartsWith(folder, StringComparison.Ordinal)));
    }

    private static int Lines(string text) => text.AsSpan().Count('\n');
}
