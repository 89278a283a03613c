using DeepWiki.Core.Repositories;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Unit")]
public sealed class FileFilterTests
{
    [Theory]
    [InlineData("docs", "docs/a.md", false)]
    [InlineData("docs", "src/docs/a.md", false)]
    [InlineData("src/docs", "src/docs/a.md", false)]
    [InlineData("src/docs", "lib/src/docs/a.md", true)]
    [InlineData("./docs/", "docs/a.md", false)]
    [InlineData("gen*", "generated/a.cs", false)]
    [InlineData("src/*/old", "src/x/old/a.cs", false)]
    [InlineData("src/*/old", "src/x/y/old/a.cs", true)]
    [InlineData("src/**/old", "src/x/y/old/a.cs", false)]
    [InlineData("my docs", "my docs/a.md", false)]
    [InlineData("a,b", "a/x.cs", true)]
    [InlineData("../src", "src/a.cs", true)]
    [InlineData("/src", "src/a.cs", true)]
    public void Excluded_folders_are_components_or_anchored_paths(string entry, string path, bool admitted)
    {
        Assert.Equal(admitted, FileFilter.Create([entry], [], [], []).Admits(path));
    }

    [Theory]
    [InlineData("*.md", "a/readme.md", false)]
    [InlineData("readme.md", "a/readme.md", false)]
    [InlineData("a/readme.md", "b/a/readme.md", true)]
    [InlineData("a/*.md", "a/readme.md", false)]
    [InlineData("a/*.md", "a/b/readme.md", true)]
    [InlineData("?.cs", "ab.cs", true)]
    public void Excluded_files_are_names_or_whole_paths(string entry, string path, bool admitted)
    {
        Assert.Equal(admitted, FileFilter.Create([], [entry], [], []).Admits(path));
    }

    [Fact]
    public void An_include_list_turns_the_defaults_off_and_still_obeys_exclusions()
    {
        var filter = FileFilter.Create(["bin/private"], [], ["bin"], ["*.lock"]);

        Assert.True(filter.Admits("bin/a.txt"));
        Assert.True(filter.Admits("x/yarn.lock"));
        Assert.False(filter.Admits("src/a.cs"));
        Assert.False(filter.Admits("bin/private/a.txt"));
    }

    [Fact]
    public void Order_spelling_and_repeats_do_not_change_the_hash()
    {
        var one = FileFilter.Create(["a", "b/"], ["x.cs"], [], []);
        var other = FileFilter.Create(["./b", "a", "a"], ["x.cs"], [], []);

        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, FileFilter.Default.Hash);
    }

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        var filter = FileFilter.Create([], [string.Concat(Enumerable.Repeat("*a", 200)) + "b"], [], []);

        Assert.True(filter.Admits(new string('a', 4_000)));
    }
}
