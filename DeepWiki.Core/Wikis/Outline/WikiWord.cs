namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Words and sentences that a wiki says by itself.</summary>
internal enum WikiWord
{
    Overview,
    GettingStarted,
    Components,
    Guides,
    Examples,
    Contributing,
    Operations,

    // Headings of pages.
    Parts,
    PartDiagram,
    FileDiagram,
    TypeDiagram,
    CallDiagram,
    HowItWorks,
    UsingIt,
    Options,
    Errors,
    Reference,
    Declarations,
    Installation,
    Requirements,
    Commands,
    NextPages,

    // Heads of tables.
    Name,
    Says,
    Source,
    Default,
    Declared,
    UsesParts,
    Command,
    Version,
    Runs,

    // Sentences.
    PartArrows,
    FileArrows,
    TypeArrows,
    CallArrows,
    Uses,
    UsedBy,
    FurtherSections,
    ReferenceMore,
    ReferenceRest,
    InReadme,
    NoText,

    // Of slides and workshops.
    ReadOn,
    Exercise,
    Steps,
    Question,
}
