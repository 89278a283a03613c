using System.Runtime.CompilerServices;

namespace DeepWiki.Tests.Architecture;

/// <summary>The source files of the product, as the architecture tests read them.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder, with their text; paths are relative to the root.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)))
            .Where(file => !file.Item1.StartsWith("artifacts/", StringComparison.Ordinal))
            .OrderBy(file => file.Item1, StringComparer.Ordinal)
            .ToList();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "DeepWiki.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("DeepWiki.sln was not found above the tests.");
    }
}
