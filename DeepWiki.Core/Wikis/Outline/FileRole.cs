namespace DeepWiki.Core.Wikis.Outline;

/// <summary>What part a file has in a repository.</summary>
internal enum FileRole
{
    /// <summary>The repository's own code.</summary>
    Core,

    Test,

    Example,

    Document,

    /// <summary>Code for those who work on the repository, not for those who use it.</summary>
    Tool,

    /// <summary>How it is built, packed, checked and run.</summary>
    Deployment,

    /// <summary>What it says to tools, not to people: manifests and settings.</summary>
    Settings,

    /// <summary>Copied from elsewhere, or made by a tool.</summary>
    Foreign,
}
