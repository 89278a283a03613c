namespace DeepWiki.Core.Repositories;

/// <summary>Host software of a repository: decides the credential scheme and the form of permanent links. The numbers are stored.</summary>
public enum RepositoryKind
{
    GitHub = 0,
    GitLab = 1,
    Bitbucket = 2,

    /// <summary>A folder on the server's disk.</summary>
    Local = 3,

    /// <summary>Any other host that speaks Git over http.</summary>
    Git = 4,
}
