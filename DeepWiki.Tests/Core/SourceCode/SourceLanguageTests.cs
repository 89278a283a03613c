using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.SourceCode;

[Trait("Category", "Unit")]
public sealed class SourceLanguageTests
{
    [Theory]
    [InlineData("a.cs", "csharp", "cs")]
    [InlineData("A.PY", "python", "py")]
    [InlineData("a.h", "c", "cpp")]
    [InlineData("a.tsx", "tsx", "ts")]
    [InlineData("a.swift", "swift", null)]
    [InlineData("a.md", "markdown", null)]
    [InlineData("deploy/Dockerfile.dev", "dockerfile", null)]
    [InlineData("LICENSE", "", null)]
    public void A_path_tells_the_language(string path, string fence, string? ctags)
    {
        Assert.Equal((fence, ctags), (SourceLanguage.FenceOf(path), SourceLanguage.FromPath(path)?.Ctags));
    }

    [Theory]
    [InlineData("a.cs", "  /// Says it.", true)]
    [InlineData("a.cs", "#region All", false)]
    [InlineData("a.c", "#include <a.h>", false)]
    [InlineData("a.py", "# Says it.", true)]
    [InlineData("a.rs", "#[derive(Debug)]", false)]
    [InlineData("a.sql", "-- Says it.", true)]
    [InlineData("a.go", "-- x", false)]
    [InlineData("a.erl", "%% Says it.", true)]
    public void A_comment_begins_as_its_language_begins_it(string path, string line, bool isComment)
    {
        Assert.Equal(isComment, SourceLanguage.FromPath(path)?.IsComment(line));
    }
}
