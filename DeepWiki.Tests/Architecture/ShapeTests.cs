using System.Reflection;

namespace DeepWiki.Tests.Architecture;

[Trait("Category", "Architecture")]
public sealed class ShapeTests
{
    private const int MaxFileLength = 400;
    private const int MaxProgramLength = 40;
    private const int MaxLineLength = 160;

    private static readonly string[] Projects =
        ["DeepWiki.AppHost", "DeepWiki.ServiceDefaults", "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.Benchmarks", "DeepWiki.Tests"];

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var tooLong = Projects.SelectMany(SourceTree.Files).Where(file => Lines(file.Text) > MaxFileLength).Select(file => file.Path);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_line_is_longer_than_160_characters()
    {
        var tooLong = Projects.SelectMany(SourceTree.Files)
            .SelectMany(file => file.Text.Split('\n').Select((line, index) => (Place: $"{file.Path}:{index + 1}", line.Length)))
            .Where(line => line.Length > MaxLineLength)
            .Select(line => line.Place);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_test_has_a_category()
    {
        var methods = typeof(ShapeTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute)));
        var without = methods.Where(method => !HasCategory(method) && !HasCategory(method.ReflectedType))
            .Select(method => $"{method.ReflectedType}.{method.Name}");

        Assert.Empty(without);
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
    public void Services_start_processes_in_one_place()
    {
        var places = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.ServiceDefaults" }
            .SelectMany(SourceTree.Files)
            .Where(file => file.Text.Contains("new Process", StringComparison.Ordinal) || file.Text.Contains("Process.Start(", StringComparison.Ordinal))
            .Select(file => file.Path);

        Assert.All(places, path => Assert.StartsWith("DeepWiki.Core/Processes/", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_are_revealed_only_where_they_are_handed_over()
    {
        string[] allowed = ["DeepWiki.Core/Secrets/", "DeepWiki.Core/Caching/", "DeepWiki.Core/Git/", "DeepWiki.Core/Models/"];

        var places = new[] { "DeepWiki.Core", "DeepWiki.Indexer", "DeepWiki.ChatApi", "DeepWiki.ServiceDefaults", "DeepWiki.AppHost" }
            .SelectMany(SourceTree.Files)
            .Where(file => file.Text.Contains(".Reveal()", StringComparison.Ordinal))
            .Select(file => file.Path);

        Assert.All(places, path => Assert.Contains(allowed, folder => path.StartsWith(folder, StringComparison.Ordinal)));
    }

    private static bool HasCategory(MemberInfo? member) =>
        member?.GetCustomAttributes<TraitAttribute>(inherit: true).Any(trait => trait.Name == "Category") == true;

    private static int Lines(string text) => text.AsSpan().Count('\n');
}
