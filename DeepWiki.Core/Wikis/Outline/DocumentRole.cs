namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Role of a document in a wiki.</summary>
internal enum DocumentRole
{
    /// <summary>It treats a subject.</summary>
    Topic,

    /// <summary>README of the repository.</summary>
    Readme,

    /// <summary>First page of the documentation.</summary>
    Introduction,

    /// <summary>README of a folder with code.</summary>
    FolderReadme,

    /// <summary>First steps: installing, running, a tutorial.</summary>
    Guide,

    /// <summary>For those who work on the repository.</summary>
    Contributing,

    /// <summary>README of examples.</summary>
    Examples,

    /// <summary>Nothing a wiki tells: a history, a licence, a proposal.</summary>
    Left,
}
