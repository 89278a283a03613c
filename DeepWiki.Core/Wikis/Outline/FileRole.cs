namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Role of a file in its repository.</summary>
internal enum FileRole
{
    /// <summary>The repository's own code.</summary>
    Core,

    Test,

    Example,

    Document,

    /// <summary>Code for those who work on the repository, not for those who use it.</summary>
    Tool,

    /// <summary>Files that build, pack, check and run the repository.</summary>
    Deployment,

    /// <summary>Files for tools, not for people: manifests and settings.</summary>
    Settings,

    /// <summary>Copied from elsewhere, or made by a tool.</summary>
    Foreign,
}
