namespace DeepWiki.Core.Git.Objects;

/// <summary>The hash a repository names its objects by.</summary>
public enum ObjectFormat
{
    Sha1 = 0,
    Sha256 = 1,
}
