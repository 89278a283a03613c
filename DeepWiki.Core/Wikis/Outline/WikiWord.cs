namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Words and sentences that a wiki says by itself.</summary>
internal enum WikiWord
{
    Overview,
    GettingStarted,
    Architecture,
    Components,
    Configuration,
    Data,
    Interfaces,
    Deployment,
    Testing,
    Examples,
    Operations,

    // Of pages.
    FileDiagram,
    FolderDiagram,
    TypeDiagram,
    FileArrows,
    FolderArrows,
    TypeArrows,
    Counted,
    Name,
    Says,
    Source,
    Default,
    Options,
    Declarations,
    OtherFiles,
    ReadOn,
    InReadme,
    NoText,
    Exercise,
    Steps,
    Question,
}
