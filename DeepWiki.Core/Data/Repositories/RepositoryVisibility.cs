namespace DeepWiki.Core.Data.Repositories;

/// <summary>Visibility of a repository. The numbers are stored.</summary>
public enum RepositoryVisibility
{
    Unknown = 0,

    /// <summary>An anonymous caller was able to read it.</summary>
    Public = 1,

    /// <summary>Readable with a token only.</summary>
    Private = 2,

    /// <summary>A folder of this deployment.</summary>
    Local = 3,
}
