using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>Reference of a remote repository as it answered when it was asked.</summary>
/// <param name="Commit">The commit, or the id a tag was said to lead to; proved a commit only by fetching it.</param>
/// <param name="Name">Full name to fetch, such as <c>refs/heads/main</c> or <c>HEAD</c>.</param>
/// <param name="Url">The address that answered.</param>
public sealed record RemoteReference(ObjectId Commit, string Name, string Url)
{
    public ObjectFormat Format => Commit.Format;
}
