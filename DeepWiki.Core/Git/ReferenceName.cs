using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Git;

/// <summary>The rules of <c>git check-ref-format</c>, and a bound on the length.</summary>
public static class ReferenceName
{
    private const int MaxLength = 255;

    /// <summary>True when it can be a branch, a tag or a full reference.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && name[0] != '-'
        && name != "@"
        && !name.EndsWith('.')
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && !name.Any(character =>
            char.IsControl(character)
            || char.IsSurrogate(character)
            || char.IsWhiteSpace(character)
            || "~^:?*[\\\"'".Contains(character, StringComparison.Ordinal))
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && part[0] != '-' && !part.EndsWith(".lock", StringComparison.Ordinal));

    /// <summary>True when it is the whole id of a commit, which no host lists: any commit of the repository can be meant.</summary>
    public static bool IsCommit(string name) => name.Length is 40 or 64 && name.All(char.IsAsciiHexDigit);

    /// <summary>Full names that a caller's word may stand for, best first.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RepositoryNotFound"/>: no reference can have this name.</exception>
    internal static IReadOnlyList<string> Candidates(string name)
    {
        if (!IsValid(name))
        {
            throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The branch or tag was not found.");
        }

        return name.StartsWith("refs/", StringComparison.Ordinal) ? [name] : ["refs/heads/" + name, "refs/tags/" + name];
    }
}
