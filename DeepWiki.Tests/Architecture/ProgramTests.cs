using System.Text.Json;

namespace DeepWiki.Tests.Architecture;

/// <summary>Settings of the built programs that no code of theirs shows.</summary>
[Trait("Category", "Architecture")]
public sealed class ProgramTests
{
    [Theory]
    [InlineData("DeepWiki.ChatApi")]
    [InlineData("DeepWiki.Indexer")]
    public void A_service_can_name_the_languages_of_its_sentences(string program)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.runtimeconfig.json")));
        var libraries = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.deps.json"));

        var properties = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.False(properties.GetProperty("System.Globalization.PredefinedCulturesOnly").GetBoolean());
        Assert.Contains("\"ja/DeepWiki.Core.resources.dll\"", libraries, StringComparison.Ordinal);
    }
}
