using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode;

/// <summary>Tells the kind of a file from its path: used to rank, to list and to lay out a wiki.</summary>
public static class FileKinds
{
    private static readonly FrozenSet<string> TestFolders = Words(
        "test tests __tests__ spec specs testdata testing fixtures e2e bench benches benchmark benchmarks playground");

    private static readonly FrozenSet<string> ExampleFolders = Words(
        "example examples sample samples demo demos docs website snippets scripts build eng .github");

    private static readonly string[] TestFolderEndings = [".Test", ".Tests", "Tests", ".Specs", "-tests"];

    /// <summary>Name of the file's language for code blocks; null where none is known.</summary>
    public static string? LanguageOf(string path) => SourceLanguage.FenceOf(path) is { Length: > 0 } name ? name : null;

    /// <summary>The kind of the file at <paramref name="path"/>, whose components stand between <c>/</c>.</summary>
    public static FileKind Classify(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var folders = slash < 0 ? [] : path[..slash].Split('/');
        var isCode = SourceLanguage.FromPath(name) is { IsCode: true } || name is "Makefile" or "Dockerfile" or "Rakefile" or "Jenkinsfile";
        var kind = isCode ? FileKind.Code : FileKind.Document;
        if (IsTestName(name) || folders.Any(IsTestFolder))
        {
            kind |= FileKind.Test;
        }

        return folders.Any(ExampleFolders.Contains) ? kind | FileKind.Example : kind;
    }

    private static bool IsTestFolder(string folder) =>
        TestFolders.Contains(folder) || TestFolderEndings.Any(ending => folder.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsTestName(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);

        return stem.Length < name.Length
            && (stem.EndsWith("_test", StringComparison.Ordinal)
                || stem.EndsWith("Tests", StringComparison.Ordinal)
                || name is "conftest.py" or "tests.rs"
                || name.EndsWith("Test.java", StringComparison.Ordinal)
                || name.EndsWith("Test.cs", StringComparison.Ordinal)
                || name.EndsWith("Test.kt", StringComparison.Ordinal)
                || (name.StartsWith("test_", StringComparison.Ordinal) && name.EndsWith(".py", StringComparison.Ordinal))
                || name.Split('.')[1..^1].Any(part => part is "test" or "spec" or "bench"));
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
