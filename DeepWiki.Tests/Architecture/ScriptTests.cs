namespace DeepWiki.Tests.Architecture;

/// <summary>Rules of the scripts in <c>eng</c>.</summary>
[Trait("Category", "Architecture")]
public sealed class ScriptTests
{
    [Fact]
    public void No_script_that_fails_with_its_pipes_cuts_one_off()
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "eng"), "*.sh").Where(file => File.ReadAllText(file).Contains("pipefail"));

        // Once head has its lines the writer before it dies of SIGPIPE, and the script with it.
        var cut = scripts.SelectMany(file =>
            File.ReadLines(file).Where(line => line.Contains("| head")).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Equal("", string.Join('\n', cut));
    }
}
