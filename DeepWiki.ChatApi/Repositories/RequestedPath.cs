namespace DeepWiki.ChatApi.Repositories;

/// <summary>The rule for a path inside a repository.</summary>
internal static class RequestedPath
{
    public const string Rule = "path must lie inside the repository, relative to its root";

    private const int MaxLength = 4096;

    // Both separators count, so that no spelling of any system leads out. Nothing here is ever joined to a folder all the same.
    public static bool IsInside(string path) =>
        path.Length <= MaxLength && !path.Any(char.IsControl) && path is not [_, ':', ..]
        && path.Split('/', '\\').All(segment => segment is not ("" or "." or ".."));
}
